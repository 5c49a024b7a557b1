package import Cases

/// Reads a county and its jurisdictions, as they stand on a day, from the template folder's YAML files.
package enum CountyPack {
    /// The county on the day `asOf`, which chooses among dated entries, such as the head of an office or a courthouse's
    /// successor. Throws where a file is missing, malformed, or contradicts another.
    package static func load(from library: TemplateLibrary, asOf: CalendarDate) throws(PackError) -> County {
        let countyFile = try library.pack("base/county.yaml")
        let county = try PackDecoding.decode(CountyFile.self, countyFile)
        let reading = PackReading(path: countyFile.path, asOf: asOf)
        var jurisdictions: [Jurisdiction] = []
        for folder in library.jurisdictions {
            let file = try library.pack("\(folder)/jurisdiction.yaml")
            let content = try PackDecoding.decode(JurisdictionFile.self, file)
            jurisdictions.append(
                try PackReading(path: file.path, asOf: asOf).jurisdiction(folder, content, in: county))
        }
        let felonies = jurisdictions.filter(\.prosecutesFelonies)
        guard felonies.count == 1 else {
            throw reading.contradiction("\(felonies.count) jurisdictions prosecute felonies; there must be exactly one")
        }
        var courthouses: [Courthouse] = []
        for item in county.courthouses { courthouses.append(try reading.courthouse(item, in: county)) }
        try reading.checkCourts(courthouses, jurisdictions)
        return County(
            name: county.name, courtTitle: county.courtTitle,
            jurisdictions: felonies + jurisdictions.filter { !$0.prosecutesFelonies }, courthouses: courthouses,
            caseNumberShapes: county.caseNumberShapes,
            publicDefender: PublicDefender(
                name: county.publicDefender.name, address: county.publicDefender.address,
                telephone: county.publicDefender.telephone))
    }
}

/// Turns the records of one YAML file into values, naming that file in errors.
private struct PackReading {
    let path: String
    let asOf: CalendarDate

    func contradiction(_ message: String) -> PackError { PackError(.contradictory, path: path, message: message) }

    func jurisdiction(
        _ id: String, _ file: JurisdictionFile, in county: CountyFile
    ) throws(PackError) -> Jurisdiction {
        guard let office = county.offices.first(where: { $0.id == file.office }) else {
            throw contradiction("no office \"\(file.office)\" in base/county.yaml")
        }
        let grouping: Grouping = try choice("grouping", file.grouping)
        for name in [file.courthouse] + (file.routing ?? []).map(\.courthouse) {
            guard county.courthouses.contains(where: { $0.id == name }) else {
                throw contradiction("no courthouse \"\(name)\" in base/county.yaml")
            }
        }
        return Jurisdiction(
            id: id, name: file.name, names: file.names ?? [], prosecutesFelonies: file.prosecutesFelonies ?? false,
            office: try self.office(office), grouping: grouping, masterCaseNumber: file.masterCaseNumber ?? "",
            department: file.department ?? "", hearing: file.hearing ?? "", courthouse: file.courthouse,
            rules: (file.routing ?? []).map { CourthouseRule(pattern: $0.pattern, courthouse: $0.courthouse) },
            courts: file.courts ?? [],
            wantsConfidentialSchedule: file.wantsConfidentialSchedule ?? false,
            delivery: try file.delivery.map { (word) throws(PackError) in try choice("delivery", word) } ?? .paper,
            print: try file.print.map { (file) throws(PackError) in try print(file) } ?? PrintSetup())
    }

    private func print(_ file: PrintFile) throws(PackError) -> PrintSetup {
        var setup = PrintSetup()
        switch file.sides {
        case nil, 1: break
        case 2: setup.isTwoSided = true
        case let sides?: throw contradiction("print, sides: \(sides) is neither 1 nor 2")
        }
        if let pages = file.pages {
            guard Self.pages.contains(pages) else {
                throw contradiction(
                    "print, pages: \(pages) is not between \(Self.pages.lowerBound) and \(Self.pages.upperBound)")
            }
            setup.pages = pages
        }
        if let words = file.papers {
            setup.papers = []
            for word in words {
                let paper: CasePaper = try choice("print, papers:", word)
                guard !setup.papers.contains(paper) else { throw contradiction("print, papers: \(word) stands twice") }
                setup.papers.append(paper)
            }
            guard !setup.papers.isEmpty else { throw contradiction("print, papers: there has to be one") }
        }
        return setup
    }

    /// Pages that a print job may have: one has to hold a common case, and its file has to stay one that can be opened.
    private static let pages = 20...20_000

    private func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ word: String
    ) throws(PackError) -> Value {
        guard let value = Value(rawValue: word) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw contradiction("\(key) \"\(word)\" is none of \(known)")
        }
        return value
    }

    func office(_ file: OfficeFile) throws(PackError) -> Office {
        guard let officer = try current(file.officers, { $0.from }) else {
            throw contradiction("office \"\(file.id)\" has no officer on \(asOf.iso)")
        }
        return Office(
            id: file.id, name: file.name, division: file.division ?? "", address: file.address,
            telephone: file.telephone, email: file.email ?? "", head: officer.head, headTitle: officer.headTitle,
            deputyTitle: file.deputyTitle)
    }

    func courthouse(_ file: CourthouseFile, in county: CountyFile) throws(PackError) -> Courthouse {
        let successor = try current(file.successor.map { [$0] } ?? []) { $0.from }
        if let successor, !county.courthouses.contains(where: { $0.id == successor.id }) {
            throw contradiction("the successor \"\(successor.id)\" of \"\(file.id)\" is no courthouse")
        }
        return Courthouse(
            id: file.id, name: file.name, address: file.address, district: file.district ?? "",
            successor: successor?.id, names: file.names ?? [], stateNames: file.stateNames ?? [])
    }

    /// Every court of the state's file has one courthouse, and at most one prosecutor of misdemeanors.
    func checkCourts(_ courthouses: [Courthouse], _ jurisdictions: [Jurisdiction]) throws(PackError) {
        var houses: [String: String] = [:]
        for courthouse in courthouses {
            for court in courthouse.stateNames {
                guard let other = houses.updateValue(courthouse.id, forKey: Routing.key(court)) else { continue }
                throw contradiction("the court \"\(court)\" is at \"\(other)\" and at \"\(courthouse.id)\"")
            }
        }
        var prosecutors: [String: String] = [:]
        for jurisdiction in jurisdictions {
            let path = "\(jurisdiction.id)/jurisdiction.yaml"
            for court in jurisdiction.courts {
                guard houses[Routing.key(court)] != nil else {
                    let message = "no courthouse of base/county.yaml has \"\(court)\" among its stateNames"
                    throw PackError(.contradictory, path: path, message: message)
                }
                guard let other = prosecutors.updateValue(jurisdiction.id, forKey: Routing.key(court)) else { continue }
                let message = "the court \"\(court)\" is that of \"\(other)\" too"
                throw PackError(.contradictory, path: path, message: message)
            }
        }
    }

    /// The latest entry that begins on or before the as-of date; entries without a date begin before every other.
    private func current<Entry>(_ entries: [Entry], _ from: (Entry) -> String?) throws(PackError) -> Entry? {
        var best: (day: Int32, entry: Entry)?
        for entry in entries {
            var day: Int32 = 0
            if let text = from(entry) {
                guard let date = CalendarDate(iso: text) else {
                    throw contradiction("\"\(text)\" is not a date YYYY-MM-DD")
                }
                day = date.number
            }
            if day <= asOf.number, day >= best?.day ?? 0 { best = (day, entry) }
        }
        return best?.entry
    }
}
