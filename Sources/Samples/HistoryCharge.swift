/// An offense as rows of the state's file name it.
struct HistoryCharge: Sendable {
    enum Level: Sendable { case felony, misdemeanor, infraction }

    let level: Level
    /// The year from which people were convicted of it.
    let since: Int
    /// Columns `OFFENSE_CODE` to `OFFENSE_QUAL_LST`, each with its comma.
    let columns: [UInt8]
    /// The same with the offense left to the comment, and that comment.
    let deferredColumns: [UInt8]
    let comment: [UInt8]

    init(_ text: String, _ level: Level, since: Int = 0) {
        self.level = level
        self.since = since
        let type =
            switch level {
            case .felony: "F"
            case .misdemeanor: "M"
            case .infraction: "I"
            }
        // The state's own numbers of offenses are not ours to copy; these only look like them.
        let code = String(text.utf8.reduce(7) { ($0 * 31 + Int($1)) % 90_000 } + 10_000)
        columns = HistoryText.cells(code, text, type, "")
        deferredColumns = HistoryText.cells(code, "SEE COMMENT FOR CHARGE", type, "")
        comment = HistoryText.cell(text)
    }
}

/// Offenses by kind, as they stand in histories.
enum HistoryCharges {
    /// A section of Proposition 64's offenses as people were convicted under it in that year.
    static func marijuana(isFelony: Bool, year: Int, random: inout SeededGenerator) -> HistoryCharge {
        switch year {
        case ...1972: formerMarijuana.draw(&random)
        case ...1975: earlyFelonies.draw(&random)
        case 2017...: afterProposition64.draw(&random)
        default:
            if isFelony {
                felonies.draw(&random)
            } else {
                (year < 2011 ? misdemeanors : lateMisdemeanors).draw(&random)
            }
        }
    }

    /// One of the table that already existed in that year.
    static func draw(
        _ table: Weighted<HistoryCharge>, year: Int, random: inout SeededGenerator
    ) -> HistoryCharge {
        var charge = table.draw(&random)
        for _ in 0..<8 where charge.since > year { charge = table.draw(&random) }
        return charge
    }

    /// The sections of Proposition 64's offenses until 1972 (Stats. 1972, ch. 1407).
    static let formerMarijuana = Weighted<HistoryCharge>([
        (HistoryCharge("11530 HS-POSSESS MARIJUANA", .felony), weight: 60),
        (HistoryCharge("11530.1 HS-CULTIVATE MARIJUANA", .felony), weight: 8),
        (HistoryCharge("11530.5 HS-POSSESS MARIJUANA FOR SALE", .felony), weight: 18),
        (HistoryCharge("11531 HS-SELL/TRANSPORT MARIJUANA", .felony), weight: 14),
    ])

    private static let earlyFelonies = Weighted<HistoryCharge>([
        (HistoryCharge("11357 HS-POSSESS MARIJUANA", .felony), weight: 55),
        (HistoryCharge("11358 HS-CULTIVATE MARIJUANA", .felony), weight: 9),
        (HistoryCharge("11359 HS-POSSESS MARIJUANA FOR SALE", .felony), weight: 22),
        (HistoryCharge("11360 HS-SELL/TRANSPORT/ETC MARIJUANA", .felony), weight: 14),
    ])

    private static let felonies = Weighted<HistoryCharge>([
        (HistoryCharge("11359 HS-POSSESS MARIJUANA FOR SALE", .felony), weight: 520),
        (HistoryCharge("11359 HS-MARIJUANA/HASH POSSESS F/SALE", .felony), weight: 30),
        (HistoryCharge("11360(A) HS-SELL/FURNISH/TRANSPORT MARIJUANA", .felony), weight: 190),
        (HistoryCharge("11360 HS-SELL/TRANSPORT/ETC MARIJUANA", .felony), weight: 40),
        (HistoryCharge("11360A HS-SELL/TRANSPORT MARIJUANA", .felony), weight: 5),
        (HistoryCharge("11358 HS-PLANT/CULTIVATE/ETC MARIJUANA/HASH", .felony), weight: 145),
        (HistoryCharge("11357(A) HS-POSSESS CONCENTRATED CANNABIS", .felony), weight: 80),
        (HistoryCharge("11357 HS-POSSESS MARIJUANA/HASH", .felony), weight: 8),
        (HistoryCharge("664/11359 HS-ATT POSSESS MARIJUANA FOR SALE", .felony), weight: 14),
        (HistoryCharge("664/11360(A) HS-ATT SELL/TRANSPORT MARIJUANA", .felony), weight: 10),
        (HistoryCharge("664/11358 HS-ATT CULTIVATE MARIJUANA", .felony), weight: 3),
        (HistoryCharge("66411359 HS-ATT POSSESS MARIJUANA FOR SALE", .felony), weight: 2),
        (HistoryCharge("11359HS-POSSESS MARIJUANA FOR SALE", .felony), weight: 2),
        (HistoryCharge("MARIJUANA SALE 11360 HS", .felony), weight: 1),
    ])

    private static let misdemeanors = Weighted<HistoryCharge>([
        (HistoryCharge("11357(B) HS-POSSESS MARIJUANA, 28.5 GRAMS/LESS", .misdemeanor), weight: 55),
        (HistoryCharge("11357(C) HS-POSSESS MARIJUANA OVER 28.5 GRAMS", .misdemeanor), weight: 25),
        (HistoryCharge("11360(B) HS-GIVE/TRANSPORT MARIJUANA, 28.5 GRAMS/LESS", .misdemeanor), weight: 12),
        (HistoryCharge("11357(A) HS-POSSESS CONCENTRATED CANNABIS", .misdemeanor), weight: 7),
        (HistoryCharge("11357(D) HS-POSSESS MARIJUANA ON SCHOOL GROUNDS", .misdemeanor), weight: 1),
    ])

    /// Little marijuana was an infraction from 2011 on (Stats. 2010, ch. 708).
    private static let lateMisdemeanors = Weighted<HistoryCharge>([
        (HistoryCharge("11357(B) HS-POSSESS MARIJUANA, 28.5 GRAMS/LESS", .infraction), weight: 45),
        (HistoryCharge("11357(C) HS-POSSESS MARIJUANA OVER 28.5 GRAMS", .misdemeanor), weight: 35),
        (HistoryCharge("11360(B) HS-GIVE/TRANSPORT MARIJUANA, 28.5 GRAMS/LESS", .misdemeanor), weight: 12),
        (HistoryCharge("11357(A) HS-POSSESS CONCENTRATED CANNABIS", .misdemeanor), weight: 8),
    ])

    private static let afterProposition64 = Weighted<HistoryCharge>([
        (HistoryCharge("11359(B) HS-POSSESS CANNABIS FOR SALE", .misdemeanor), weight: 35),
        (HistoryCharge("11360(A)(2) HS-SELL/TRANSPORT CANNABIS", .misdemeanor), weight: 20),
        (HistoryCharge("11358(C) HS-CULTIVATE OVER 6 CANNABIS PLANTS", .misdemeanor), weight: 20),
        (HistoryCharge("11357(B)(2) HS-POSSESS OVER 28.5 GRAMS CANNABIS", .misdemeanor), weight: 10),
        (HistoryCharge("11359(C)(1) HS-POSSESS CANNABIS F/SALE W/PRIORS", .felony), weight: 10),
        (HistoryCharge("11360(A)(3) HS-TRANSPORT CANNABIS W/PRIORS", .felony), weight: 5),
    ])

    static let felony = Weighted<HistoryCharge>([
        (HistoryCharge("459 PC-BURGLARY", .felony), weight: 80),
        (HistoryCharge("459 PC-BURGLARY:FIRST DEGREE", .felony), weight: 24),
        (HistoryCharge("211 PC-ROBBERY", .felony), weight: 42),
        (HistoryCharge("487(C) PC-GRAND THEFT FROM PERSON", .felony), weight: 22),
        (HistoryCharge("496(A) PC-RECEIVE STOLEN PROPERTY", .felony), weight: 38),
        (HistoryCharge("10851(A) VC-TAKE VEHICLE W/O CONSENT", .felony), weight: 45),
        (HistoryCharge("11350(A) HS-POSSESS NARCOTIC SUBSTANCE", .felony), weight: 90),
        (HistoryCharge("11351 HS-POSSESS NARCOTIC FOR SALE", .felony), weight: 32),
        (HistoryCharge("11351.5 HS-POSSESS COCAINE BASE FOR SALE", .felony, since: 1987), weight: 40),
        (HistoryCharge("11352(A) HS-TRANSPORT/SELL NARCOTIC", .felony), weight: 36),
        (HistoryCharge("11377(A) HS-POSSESS CONTROLLED SUBSTANCE", .felony), weight: 60),
        (HistoryCharge("11378 HS-POSSESS CONTROLLED SUBSTANCE F/SALE", .felony), weight: 30),
        (HistoryCharge("11379(A) HS-TRANSPORT/SELL CONTROLLED SUBSTANCE", .felony), weight: 16),
        (HistoryCharge("245(A)(1) PC-ADW NOT FIREARM", .felony), weight: 34),
        (HistoryCharge("245(A)(2) PC-ASSAULT WITH FIREARM", .felony), weight: 9),
        (HistoryCharge("273.5(A) PC-INFLICT CORPORAL INJURY ON SPOUSE", .felony), weight: 26),
        (HistoryCharge("422 PC-CRIMINAL THREATS", .felony, since: 1989), weight: 14),
        (HistoryCharge("12021(A)(1) PC-FELON POSSESS FIREARM", .felony), weight: 24),
        (HistoryCharge("29800(A)(1) PC-FELON POSSESS FIREARM", .felony, since: 2012), weight: 6),
        (HistoryCharge("470 PC-FORGERY", .felony), weight: 15),
        (HistoryCharge("476A(A) PC-INSUFFICIENT FUNDS:CHECKS", .felony), weight: 7),
        (HistoryCharge("530.5(A) PC-GET CREDIT/ETC USING OTHER'S ID", .felony, since: 1998), weight: 9),
        (HistoryCharge("666 PC-PETTY THEFT WITH PRIOR", .felony), weight: 20),
        (HistoryCharge("2800.2(A) VC-EVADE PEACE OFFICER", .felony, since: 1988), weight: 10),
        (HistoryCharge("236 PC-FALSE IMPRISONMENT", .felony), weight: 4),
        (HistoryCharge("237 PC-FALSE IMPRISONMENT WITH VIOLENCE", .felony), weight: 3),
        (HistoryCharge("137 PC-INFLUENCE WITNESS", .felony), weight: 1),
        (HistoryCharge("215 PC-CARJACKING", .felony, since: 1993), weight: 5),
        (HistoryCharge("192(A) PC-VOLUNTARY MANSLAUGHTER", .felony), weight: 2),
        (HistoryCharge("3056 PC-VIOLATION OF PAROLE", .felony), weight: 36),
        (HistoryCharge("11366 HS-KEEP PLACE TO SELL NARCOTICS", .felony), weight: 3),
        (HistoryCharge("182(A)(1) PC-CONSPIRACY:COMMIT CRIME", .felony), weight: 7),
    ])

    static let misdemeanor = Weighted<HistoryCharge>([
        (HistoryCharge("23152(A) VC-DUI ALCOHOL/DRUGS", .misdemeanor, since: 1978), weight: 75),
        (HistoryCharge("23152(B) VC-DUI ALCOHOL/0.08 PERCENT", .misdemeanor, since: 1982), weight: 60),
        (HistoryCharge("14601.1(A) VC-DRIVE WHILE LICENSE SUSPENDED", .misdemeanor), weight: 60),
        (HistoryCharge("12500(A) VC-DRIVE WITHOUT LICENSE", .misdemeanor), weight: 55),
        (HistoryCharge("40508(A) VC-FAIL TO APPEAR:WRITTEN PROMISE", .misdemeanor), weight: 40),
        (HistoryCharge("484(A) PC-THEFT", .misdemeanor), weight: 45),
        (HistoryCharge("488 PC-PETTY THEFT", .misdemeanor), weight: 30),
        (HistoryCharge("484(A)/490.5 PC-THEFT OF MERCHANDISE", .misdemeanor, since: 1977), weight: 16),
        (HistoryCharge("242 PC-BATTERY", .misdemeanor), weight: 34),
        (HistoryCharge("243(E)(1) PC-BATTERY:SPOUSE/COHABITANT", .misdemeanor, since: 1986), weight: 24),
        (HistoryCharge("415 PC-DISTURB PEACE", .misdemeanor), weight: 18),
        (HistoryCharge("594(A) PC-VANDALISM", .misdemeanor), weight: 16),
        (HistoryCharge("602(L) PC-TRESPASS:OCCUPY PROPERTY", .misdemeanor), weight: 16),
        (HistoryCharge("647(B) PC-PROSTITUTION", .misdemeanor), weight: 14),
        (HistoryCharge("647(F) PC-DISORDERLY CONDUCT:INTOXICATED", .misdemeanor), weight: 40),
        (HistoryCharge("148(A)(1) PC-OBSTRUCT PUBLIC OFFICER", .misdemeanor), weight: 34),
        (HistoryCharge("148 PC-RESIST PUBLIC OFFICER", .misdemeanor), weight: 14),
        (HistoryCharge("148.9 PC-FALSE IDENTIFICATION TO OFFICER", .misdemeanor), weight: 14),
        (HistoryCharge("11364 HS-POSSESS PARAPHERNALIA", .misdemeanor), weight: 36),
        (HistoryCharge("11550(A) HS-UNDER INFLUENCE OF CONTROLLED SUBSTANCE", .misdemeanor), weight: 40),
        (HistoryCharge("11550 HS-UNDER INFLUENCE OF CONTROLLED SUBSTANCE", .misdemeanor), weight: 12),
        (HistoryCharge("4140 BP-POSSESS HYPODERMIC NEEDLE", .misdemeanor), weight: 10),
        (HistoryCharge("4149 BP-POSSESS HYPODERMIC NEEDLE", .misdemeanor), weight: 4),
        (HistoryCharge("466 PC-POSSESS BURGLARY TOOLS", .misdemeanor), weight: 8),
        (HistoryCharge("1320(A) PC-FAIL TO APPEAR AFTER RELEASE", .misdemeanor, since: 1979), weight: 8),
        (HistoryCharge("853.7 PC-FAIL TO APPEAR", .misdemeanor), weight: 14),
        (HistoryCharge("537 PC-DEFRAUD INNKEEPER", .misdemeanor), weight: 3),
        (HistoryCharge("417(A)(1) PC-EXHIBIT DEADLY WEAPON", .misdemeanor), weight: 8),
        (HistoryCharge("166(A)(4) PC-DISOBEY COURT ORDER", .misdemeanor), weight: 9),
        (HistoryCharge("25662(A) BP-MINOR POSSESS ALCOHOL", .infraction), weight: 8),
        (HistoryCharge("11357.5 HS-SYNTHETIC CANNABINOID", .misdemeanor, since: 2012), weight: 2),
    ])

    /// Offenses of Penal Code section 667(e)(2)(C)(iv), some with a subsection that lists of them do not name.
    static let strike = Weighted<HistoryCharge>([
        (HistoryCharge("187 PC-MURDER", .felony), weight: 24),
        (HistoryCharge("187(A) PC-MURDER:FIRST DEGREE", .felony), weight: 14),
        (HistoryCharge("664/187 PC-ATTEMPTED MURDER", .felony), weight: 12),
        (HistoryCharge("664/187(A) PC-ATTEMPTED MURDER", .felony), weight: 9),
        (HistoryCharge("207 PC-KIDNAPPING", .felony), weight: 10),
        (HistoryCharge("209(B) PC-KIDNAP FOR ROBBERY", .felony), weight: 4),
        (HistoryCharge("220 PC-ASSAULT TO COMMIT RAPE", .felony), weight: 5),
        (HistoryCharge("191.5 PC-GROSS VEHICULAR MANSLAUGHTER", .felony, since: 1984), weight: 4),
        (HistoryCharge("245(D)(3) PC-ADW ON PEACE OFFICER:MACHINE GUN", .felony, since: 1983), weight: 2),
        (HistoryCharge("4500 PC-ASSAULT BY LIFE PRISONER", .felony), weight: 1),
        (HistoryCharge("12308 PC-EXPLODE WITH INTENT TO MURDER", .felony), weight: 1),
    ])

    /// The two counts of a case that make a superstrike together.
    static let gangOffense = HistoryCharge("246 PC-SHOOT AT INHABITED DWELLING/VEHICLE", .felony)
    static let gangEnhancement = HistoryCharge("186.22(B)(4) PC-STREET GANG CRIME", .felony)

    /// Offenses for which people register under Penal Code section 290.
    static let sex = Weighted<HistoryCharge>([
        (HistoryCharge("288(A) PC-LEWD ACT WITH CHILD UNDER 14", .felony), weight: 24),
        (HistoryCharge("261(A)(2) PC-RAPE BY FORCE", .felony), weight: 14),
        (HistoryCharge("261.5(C) PC-SEX WITH MINOR", .felony), weight: 12),
        (HistoryCharge("243.4(A) PC-SEXUAL BATTERY", .felony, since: 1982), weight: 12),
        (HistoryCharge("314(1) PC-INDECENT EXPOSURE", .misdemeanor), weight: 16),
        (HistoryCharge("647.6 PC-ANNOY/MOLEST CHILDREN", .misdemeanor, since: 1987), weight: 10),
        (HistoryCharge("289(A)(1)(A) PC-SEXUAL PENETRATION BY FORCE", .felony, since: 1980), weight: 3),
        (HistoryCharge("311.11(A) PC-POSSESS MATTER OF MINOR", .felony, since: 1989), weight: 4),
    ])

    static let sexRegistration = HistoryCharge("290 PC-SEX OFFENDER REGISTRATION", .felony)
    static let laterSexRegistration = HistoryCharge("290(B) PC-SEX OFFENDER REGISTRATION", .felony)
    static let drugRegistration = HistoryCharge("11590 HS-REGISTRATION OF CONTROLLED SUBSTANCE OFFENDER", .misdemeanor)

    static let applicant = Weighted<HistoryCharge>([
        (HistoryCharge("APPLICANT SECURITY GUARD", .infraction), weight: 30),
        (HistoryCharge("APPLICANT SCHOOL EMPLOYEE", .infraction), weight: 24),
        (HistoryCharge("APPLICANT IN-HOME CARE PROVIDER", .infraction), weight: 24),
        (HistoryCharge("APPLICANT VOCATIONAL NURSE", .infraction), weight: 10),
        (HistoryCharge("APPLICANT PEACE OFFICER", .infraction), weight: 3),
        (HistoryCharge("APPLICANT ALCOHOL LICENSE", .infraction), weight: 9),
    ])
}
