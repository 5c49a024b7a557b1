import Cases

/// Which office a conviction is before.
struct ReviewOffices {
    let county: County
    private let felonies: Jurisdiction

    init(county: County) throws(CaseworkError) {
        guard let felonies = county.jurisdictions.first(where: \.prosecutesFelonies) else {
            throw CaseworkError(.templates, "no jurisdiction of the county prosecutes felonies")
        }
        self.county = county
        self.felonies = felonies
    }

    /// The jurisdiction on whose worksheet a conviction stands. One that no prosecutor is known for comes before the
    /// district attorney, to be referred.
    func jurisdiction(_ id: String) -> Jurisdiction { county.jurisdiction(id) ?? felonies }

    /// Offices in the order of the county, each once.
    var all: [Office] {
        var offices: [Office] = []
        for jurisdiction in county.jurisdictions where !offices.contains(where: { $0.id == jurisdiction.office.id }) {
            offices.append(jurisdiction.office)
        }
        return offices
    }

    /// The office that somebody names by its id or by a jurisdiction of its own.
    ///
    /// - Throws: `CaseworkError` that lists the offices.
    func office(named name: String) throws(CaseworkError) -> Office {
        if let office = all.first(where: { $0.id == name }) { return office }
        if let jurisdiction = Routing(county: county).jurisdiction(named: name) { return jurisdiction.office }
        throw CaseworkError(
            .usage, "no office \"\(name)\"; there are \(all.map(\.id).joined(separator: ", "))")
    }
}
