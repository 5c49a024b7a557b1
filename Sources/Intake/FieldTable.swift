private import Cases

/// The documented list of fields: what `vacatur schema` prints and what every reader goes by.
package enum FieldTable {
    /// One description for each field, in the order of the fields.
    package static let all: [FieldDescription] = caseFields + countFields

    package static func description(of field: Field) -> FieldDescription { all[field.rawValue] }

    private static let dates = ["YYYY-MM-DD", "YYYYMMDD", "MM/DD/YYYY", "M/D/YYYY"]

    private static let caseFields: [FieldDescription] = [
        FieldDescription(
            .caseNumber,
            "The court's number of the case, one only.",
            .required,
            max: 64,
            aliases: ["case no", "case num", "case #", "court case number", "docket number", "courtno", "court no"]
        ),
        FieldDescription(
            .name,
            "The defendant's whole name, for batches that do not split it.",
            .requiredUnless(.lastName),
            max: 2_000,
            forms: ["LAST,FIRST MIDDLE SUFFIX", "FIRST MIDDLE LAST SUFFIX"],
            aliases: ["defendant", "defendant name", "full name", "true name"]
        ),
        FieldDescription(
            .lastName,
            "The defendant's last name as in the court file.",
            .requiredUnless(.name),
            max: 500,
            aliases: ["last", "surname", "family name", "lname", "defendant last name"]
        ),
        FieldDescription(
            .firstName,
            "The defendant's first name.",
            max: 500,
            aliases: ["first", "given name", "fname", "defendant first name"]
        ),
        FieldDescription(
            .middleName,
            "The defendant's middle names.",
            max: 500,
            aliases: ["middle", "mname", "defendant middle name"]
        ),
        FieldDescription(
            .suffix,
            "What follows the name.",
            max: 20,
            forms: ["JR", "SR", "II", "III", "IV"],
            aliases: ["name suffix", "sfx"]
        ),
        FieldDescription(
            .aka,
            "Other names of the defendant in the court file, joined by ; or / (in JSON also an array).",
            max: 4_000,
            aliases: ["alias", "aliases", "also known as", "akas", "other names"]
        ),
        FieldDescription(
            .birthDate,
            "The defendant's date of birth.",
            max: 40,
            confidential: true,
            forms: dates,
            aliases: ["dob", "date of birth", "birthday", "birthdate"]
        ),
        FieldDescription(
            .ciiNumber,
            "The state's criminal identification number.",
            max: 40,
            confidential: true,
            aliases: ["cii", "cii no", "cii #", "sid"]
        ),
        FieldDescription(
            .personID,
            "The identifier of the person in the state's or the office's records.",
            max: 80,
            confidential: true,
            aliases: ["person number", "defendant id"]
        ),
        FieldDescription(
            .street,
            "Street and number of the last known address, for the notice.",
            max: 500,
            confidential: true,
            aliases: ["address", "street address", "address 1", "mailing address"]
        ),
        FieldDescription(.city, "City of that address.", max: 200, confidential: true, aliases: ["address city"]),
        FieldDescription(.state, "State of that address.", max: 60, confidential: true, aliases: ["address state"]),
        FieldDescription(
            .zip,
            "ZIP code of that address.",
            max: 20,
            confidential: true,
            aliases: ["zip code", "postal code", "zipcode"]
        ),
        FieldDescription(
            .deceased,
            "Whether the person has died; then no letter goes out.",
            max: 40,
            confidential: true,
            forms: ["Deceased", "yes", "true", "1", "a date", "no", "false", "0", "-", ""],
            aliases: ["is deceased", "dead", "date of death"]
        ),
        FieldDescription(
            .jurisdiction,
            "Who prosecuted: the county or the city. Required for misdemeanors and infractions.",
            max: 200,
            aliases: ["prosecutor", "prosecuting agency", "prosecuting jurisdiction", "city attorney"]
        ),
        FieldDescription(
            .courthouse,
            "The court or courthouse of the case; without it, routing chooses by the case number.",
            max: 200,
            aliases: ["court", "court name", "court location", "court house"]
        ),
    ]

    private static let countFields: [FieldDescription] = [
        FieldDescription(
            .count,
            "The number of the count in the pleading.",
            max: 20,
            aliases: ["count number", "count no", "count #"]
        ),
        FieldDescription(
            .section,
            "The section of the Health and Safety Code of the conviction.",
            .requiredUnless(.offense),
            max: 200,
            forms: ["11357(a)", "HS 11358", "11359 HS", "11360(a) HS-TRANSPORT MARIJUANA"],
            aliases: ["code section", "charge section", "statute", "charge", "violation"]
        ),
        FieldDescription(
            .offense,
            "The offense in words. Read as the section too in batches that have no section.",
            max: 500,
            aliases: ["offense description", "charge description", "description"]
        ),
        FieldDescription(
            .level,
            "The level of the conviction.",
            .required,
            max: 40,
            forms: ["felony", "misdemeanor", "infraction", "F", "M", "I"],
            aliases: ["offense level", "charge level", "degree", "severity", "conviction level", "conviction status"]
        ),
        FieldDescription(
            .convictionDate,
            "The date of the conviction.",
            .required,
            max: 40,
            forms: dates,
            aliases: ["date of conviction", "disposition date", "convicted on"]
        ),
        FieldDescription(
            .arrestDate,
            "The date of the arrest.",
            max: 40,
            forms: dates,
            aliases: ["date of arrest"]
        ),
        FieldDescription(
            .arrestingAgency,
            "The agency that made the arrest.",
            max: 200,
            aliases: ["agency", "law enforcement agency"]
        ),
        FieldDescription(
            .sentenceStatus,
            "Whether the sentence is over; empty is read as completed.",
            max: 60,
            confidential: true,
            forms: ["completed", "serving", ""],
            aliases: ["sentence", "status of sentence"]
        ),
        FieldDescription(
            .determination,
            "What the screening found. A batch without this field is a list of counts found eligible for dismissal.",
            max: 200,
            confidential: true,
            forms: Determination.allCases.map(\.rawValue),
            aliases: ["eligibility determination", "eligibility", "eligible for"]
        ),
    ]

    /// Columns of the state's bulk history file that stand for a field, where no column of that name is present.
    static let stateColumns: [(column: String, field: Field)] = [
        ("OFN", .caseNumber), ("PRI_NAME", .name), ("PRI_DOB", .birthDate), ("SUBJECT_ID", .personID),
        ("OFFENSE_DESCR", .offense), ("CONV_STAT_DESCR", .level), ("STP_ORI_DESCR", .courthouse),
        ("STP_EVENT_DATE", .convictionDate), ("CYC_DATE", .arrestDate),
    ]

    /// Columns that such files are known to have and that no document needs.
    static let ignoredColumns: [String] = [
        "RECORD_ID", "SUBJECT_STATUS", "REQ_SEG_SEP", "REQ_CII_NUMBER", "REQ_NAME", "REQ_GENDER", "REQ_DOB", "REQ_CDL",
        "REQ_SSN", "PII_SEG_SEP", "GENDER", "PRI_SSN", "PRI_CDL", "PRI_IDN", "PRI_INN", "FBI_NUMBER", "PDR_SEG_SEP",
        "RACE_CODE", "RACE_DESCR", "EYE_COLOR_CODE", "EYE_COLOR_DESCR", "HAIR_COLOR_CODE", "HAIR_COLOR_DESCR", "HEIGHT",
        "WEIGHT", "SINGLE_SOURCE", "MULTI_SOURCE", "POB_CODE", "POB_NAME", "POB_TYPE", "CITIZENSHIP_LIST",
        "CYC_SEG_SEP", "CYC_ORDER", "STP_SEG_SEP", "STP_ORDER", "STP_TYPE_CODE", "STP_TYPE_DESCR", "STP_ORI_TYPE",
        "STP_ORI_TYPE_DESCR", "STP_ORI_CODE", "STP_ORI_CNTY_CODE", "STP_ORI_CNTY_NAME", "CNT_SEG_SEP", "CNT_ORDER",
        "DISP_DATE", "OFFENSE_CODE", "OFFENSE_TOC", "OFFENSE_QUAL_LST", "DISP_OFFENSE_CODE", "DISP_OFFENSE_DESCR",
        "DISP_OFFENSE_TOC", "DISP_OFFENSE_QUAL_LST", "CONV_OFFENSE_ORDER", "CONV_OFFENSE_CODE", "CONV_OFFENSE_DESCR",
        "CONV_OFFENSE_TOC", "CONV_OFFENSE_QUAL_LST", "FE_NUM_ORDER", "FE_NUM_ARR_AGY", "FE_NUM_BNCH_WARR",
        "FE_NUM_CITE", "FE_NUM_DOCKET", "FE_NUM_INCIDENT", "FE_NUM_BOOKING", "FE_NUM_NUMBER", "FE_NUM_REMAND",
        "FE_NUM_OOS_INN", "FE_NUM_CRT_CASE", "FE_NUM_WARRANT", "DISP_ORDER", "DISP_CODE", "DISP_DESCR",
        "CONV_STAT_CODE", "SENT_SEG_SEP", "SENT_ORDER", "SENT_LOC_CODE", "SENT_LOC_DESCR", "SENT_LENGTH",
        "SENT_TIME_CODE", "SENT_TIME_DESCR", "CYC_AGE", "CII_TYPE", "CII_TYPE_ALPHA", "COMMENT_TEXT", "END_OF_REC",
        "# of convictions on record", "Possible Other P64 Charges", "Superstrike Code Section(s)",
        "PC290 Code Section(s)", "PC290 Registration", "Years Since This Conviction", "Years Since Any Conviction",
        "# of Prop 64 convictions", "# of HS 11357 convictions", "# of HS 11358 convictions",
        "# of HS 11359 convictions", "# of HS 11360 convictions", "Eligibility Reason",
    ]
}
