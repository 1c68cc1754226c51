package import Demarche

extension ExportTable {
    /// GDELT 2.0: 61 columns, no line of names.
    package static func gdelt(_ states: [String: StateCodes]) -> ExportTable {
        let words = ExportWords(states: states)
        let actor = [
            "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
            "Type1Code",
            "Type2Code", "Type3Code",
        ]
        let place = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
        var columns = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
        for side in ["Actor1", "Actor2"] { columns += actor.map { side + $0 } }
        columns += [
            "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
        ]
        columns += ["NumMentions", "NumSources", "NumArticles", "AvgTone"]
        for side in ["Actor1Geo_", "Actor2Geo_", "ActionGeo_"] { columns += place.map { side + $0 } }
        columns += ["DATEADDED", "SOURCEURL"]
        let nowhere = ["0", "", "", "", "", "", "", ""]
        let places = ["Actor1Geo_", "Actor2Geo_", "ActionGeo_"]
        let kinds: [ColumnKind: [String]] = [
            .integer: [
                "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions",
                "NumSources", "NumArticles", "DATEADDED",
            ] + places.map { $0 + "Type" },
            .decimal: ["FractionDate", "GoldsteinScale", "AvgTone"]
                + places.flatMap { [$0 + "Lat", $0 + "Long"] },
        ]
        return ExportTable(columns, hasHeader: false, kinds: kinds) { item in
            var cells = gdeltDay(words.day(item.event), item.number, words)
            cells += [item.event.source, item.event.target].flatMap {
                gdeltActor($0.first, item.event, words)
            }
            cells += gdeltAct(item) + nowhere + nowhere + gdeltPlace(item.place, item.event, words)
            return cells + [
                words.compact(item.received) + "000000", item.reports.lazy.compactMap(\.url).first ?? "",
            ]
        }
    }

    private static func gdeltDay(_ day: Day?, _ number: Int, _ words: ExportWords) -> [String] {
        guard let day else { return [String(number), "", "", "", ""] }
        let compact = words.compact(day)
        // GDELT counts every month as 30 days here.
        let fraction = Double(day.year) + Double(day.month * 30 + day.day) / 365
        return [
            String(number), compact, String(compact.prefix(6)), String(compact.prefix(4)),
            JSON.decimal(fraction, places: 4),
        ]
    }

    private static func gdeltActor(_ actor: Actor?, _ event: Event, _ words: ExportWords) -> [String] {
        guard let actor else { return [String](repeating: "", count: 10) }
        return [
            words.cameo(actor, event), actor.name.uppercased(),
            words.states[actor.code] == nil ? "" : words.country(actor, event), "", "",
            "", "", actor.sector, "", "",
        ]
    }

    private static func gdeltAct(_ item: ExportItem) -> [String] {
        let act = item.event.act
        let sources = Set(item.reports.compactMap(\.source)).count
        return [
            item.tellings.contains { $0.sentence == 1 } ? "1" : "0", act.cameo, String(act.cameo.prefix(3)),
            String(act.cameo.prefix(2)), String(cameoQuad(act.cameo)), JSON.decimal(act.intensity, places: 1),
            String(item.tellings.count), String(max(1, sources)), String(item.reports.count), "",
        ]
    }

    /// CAMEO's own classes: 01 to 05, 06 to 08, 09 to 13, 14 to 20.
    private static func cameoQuad(_ code: String) -> Int {
        switch Int(code.prefix(2)) ?? 1 {
        case ...5: 1
        case 6...8: 2
        case 9...13: 3
        default: 4
        }
    }

    /// Type 4 is a city outside the United States or any spot with coordinates, 1 a country.
    private static func gdeltPlace(_ place: PlaceMention?, _ event: Event, _ words: ExportWords) -> [String] {
        guard let place else { return ["0", "", "", "", "", "", "", ""] }
        return [
            place.latitude == nil ? "1" : "4", place.name, words.codes(place.country, event)?.fips ?? "", "",
            "",
            words.decimal(place.latitude), words.decimal(place.longitude), "",
        ]
    }

    /// ICEWS, 20 columns.
    package static func icews(_ states: [String: StateCodes]) -> ExportTable {
        let words = ExportWords(states: states)
        let columns = [
            "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
            "CAMEO Code",
            "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
            "Publisher",
            "City", "District", "Province", "Country", "Latitude", "Longitude",
        ]
        return ExportTable(
            columns,
            kinds: [
                .integer: ["Event ID", "Sentence Number"], .day: ["Event Date"],
                .decimal: ["Intensity", "Latitude", "Longitude"],
            ]
        ) { item in
            let (event, first) = (item.event, item.tellings.first)
            func side(_ actor: Actor?) -> [String] {
                actor.map { [$0.name, $0.sector, states[$0.code]?.name ?? ""] } ?? ["", "", ""]
            }
            return [String(item.number), words.day(event)?.description ?? ""] + side(event.source.first) + [
                event.act.name.replacing("-", with: " "), event.act.cameo,
                JSON.decimal(event.act.intensity, places: 1),
            ] + side(event.target.first) + [
                first?.report.id ?? "", first.map { String($0.sentence) } ?? "", first?.report.source ?? "",
                item.place?.name ?? "", "", "", item.place.flatMap { states[$0.country]?.name } ?? "",
                words.decimal(item.place?.latitude), words.decimal(item.place?.longitude),
            ]
        }
    }

    /// POLECAT, 40 columns.
    package static func polecat(_ states: [String: StateCodes]) -> ExportTable {
        let words = ExportWords(states: states)
        func sideColumns(_ side: String) -> [String] {
            [
                "\(side) Name", "\(side) Country", "\(side) COW", "Primary \(side) Sector", "\(side) Sectors",
                "\(side) Title", "\(side) Name Raw", "Wikipedia \(side) ID",
            ]
        }
        var columns = [
            "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
        ]
        columns += sideColumns("Actor") + sideColumns("Recipient")
        columns += [
            "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
        ]
        columns += [
            "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
            "Story Organizations",
        ]
        columns += ["Story Locations", "Language", "Version"]
        return ExportTable(
            columns,
            kinds: [
                .integer: ["Quad Code", "GeoNames ID"], .day: ["Event Date", "Publication Date"],
                .decimal: ["Intensity", "Latitude", "Longitude"],
            ]
        ) { item in
            let event = item.event
            let type = event.act.plover.split(separator: ":", maxSplits: 1).map(String.init)
            func side(_ actors: [Actor], _ roles: KeyPath<Claim, [Claim.Role]>) -> [String] {
                guard let actor = actors.first else { return [String](repeating: "", count: 8) }
                return [
                    actor.name, states[actor.code] == nil ? "" : actor.code,
                    words.codes(actor.code, event)?.cow ?? "",
                    actor.sector,
                    actors.map(\.sector).joined(separator: ";"), "", words.raw(item, roles), "",
                ]
            }
            return [
                event.id, words.day(event)?.description ?? "", type.first ?? "",
                type.count > 1 ? type[1] : "",
                JSON.decimal(event.act.intensity, places: 1),
                event.act.quad == 0 ? "" : String(event.act.quad),
                event.act.contexts.joined(separator: ";"),
            ] + side(event.source, \.source) + side(event.target, \.target) + polecatPlace(item, words)
                + polecatStory(item)
        }
    }

    private static func polecatPlace(_ item: ExportItem, _ words: ExportWords) -> [String] {
        guard let place = item.place else { return [String](repeating: "", count: 10) }
        return [
            place.name, "", "", "", place.country, words.decimal(place.latitude),
            words.decimal(place.longitude),
            place.geonames.map(String.init) ?? "", place.name, "",
        ]
    }

    private static func polecatStory(_ item: ExportItem) -> [String] {
        let objects = item.tellings.flatMap(\.claim.objects)
        func names(_ kind: String) -> String {
            objects.filter { $0.kind == kind }.map(\.name).joined(separator: ";")
        }
        let report = item.reports.first
        return [
            report?.source ?? "", report?.published?.description ?? "", names("person"),
            names("organisation"),
            item.place?.name ?? "", report?.language ?? "",
            item.tellings.first?.claim.evidence.version.program ?? "",
        ]
    }
}

/// PLOVER as JSON Lines.
package struct PloverLine: Sendable {
    package init() {}

    /// The line of an event; actors and recipients as objects of country, sector and name.
    package func json(for item: ExportItem) -> JSON {
        let event = item.event
        let type = event.act.plover.split(separator: ":", maxSplits: 1).map(String.init)
        func actors(_ actors: [Actor]) -> JSON {
            .array(
                actors.map { actor in
                    .record([
                        ("country", .string(actor.code)), ("sector", .string(actor.sector)),
                        ("name", .string(actor.name)),
                    ])
                })
        }
        func strings(_ values: [String]) -> JSON? { values.isEmpty ? nil : .array(values.map(JSON.string)) }
        let text = item.tellings.first.flatMap { $0.report.text[checked: $0.claim.sentence] }
        let place = item.place.map {
            JSON.record([("name", .string($0.name)), ("country", .string($0.country))])
        }
        let cited = item.tellings.map { "\($0.report.id), \($0.sentence)" }.joined(separator: "; ")
        var pairs: [(String, JSON?)] = [
            ("id", .string(event.id)), ("date", .string((event.earliest ?? event.latest)?.description ?? "")),
            ("actor", actors(event.source)), ("event", .array(type.prefix(1).map(JSON.string))),
        ]
        pairs += [
            ("recipient", event.target.isEmpty ? nil : actors(event.target)),
            ("mode", strings(Array(type.dropFirst()))),
            ("context", strings(event.act.contexts)),
            ("quad_code", event.act.quad == 0 ? nil : .integer(event.act.quad)),
        ]
        pairs += [
            ("event_scale", .number(event.act.intensity, places: 1)),
            ("enddate", event.latest.map { .string($0.description) }), ("event_loc", place),
            ("link", strings(item.reports.compactMap(\.url))), ("text", text.map(JSON.string)),
        ]
        pairs += [
            ("cite_info", .string(cited)),
            ("coder", item.tellings.first.map { .string($0.claim.evidence.version.program) }),
            ("coded_date", .string(item.received.description)),
        ]
        return .record(pairs)
    }
}
