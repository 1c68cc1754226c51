import Demarche
import DemarcheLexicon
import Foundation
import Testing

/// What the shipped tables must know of the world; a figure here is a promise of the Guide.
@Suite("Coverage of the world") struct CoverageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Lexicons")

    private static func table(_ name: String, _ columns: String) throws -> FactTable {
        try FactTable(
            folder.appending(path: name), columns: columns.split(separator: " ").map(String.init))
    }

    private static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    private static func states() throws -> [String: ActorLexicon.State] {
        try ActorLexicon(folder: folder).states
    }

    /// Days without a holder of one of some offices, longer than two months, from a day to a day.
    private struct Terms {
        private var days: [String: [(from: Int, to: Int)]] = [:]

        init() throws {
            let people = try CoverageTests.table("people.tsv", "name aliases code office sector from to")
            for row in 0..<people.count {
                let term = try people.days(row, from: 5)
                days["\(people.text(row, 2)) \(people.text(row, 3))", default: []].append(
                    (term.from?.ordinal ?? .min, term.to?.ordinal ?? .max))
            }
        }

        func isHeld(_ office: String, in state: String) -> Bool { days["\(state) \(office)"] != nil }

        func gaps(in state: String, _ offices: [String], from: Day, to: Day) -> [String] {
            let terms = offices.flatMap { days["\(state) \($0)"] ?? [] }.sorted { $0.from < $1.from }
            var (found, reached) = ([String](), from.ordinal)
            for term in terms + [(from: to.ordinal, to: to.ordinal)] where term.to >= reached {
                let next = min(term.from, to.ordinal)
                if next - reached > 62 { found.append("\(state) \(Day(ordinal: reached))") }
                reached = max(reached, term.to)
            }
            return found
        }
    }

    @Test func `every entry of ISO 3166 is a state or territory`() throws {
        let states = try Self.states()
        let entries = Self.isoEntries.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(entries.count == 249)
        #expect(entries.filter { states[$0] == nil } == [])
        #expect(["ESH", "PSE", "TWN", "XKX"].filter { states[$0] == nil } == [])
        let withoutCodes = entries.filter { states[$0]?.fips.isEmpty ?? true }
        #expect(withoutCodes == ["ALA", "BES", "UMI"], "FIPS 10-4 gives these three no code of their own")
        #expect(entries.filter { states[$0]?.cameo.isEmpty ?? true } == [])
    }

    @Test func `states that are no more have the days on which they were`() throws {
        let states = try Self.states()
        let former = "ANT BUR CSK DDR DHY EAZ HVO RHO RVN SCG SKM SUN TGY UAR VDR YAR YMD YUG ZAR"
        let withdrawn = "AFI ATB BYS CTE FXX GEL JTN MID NHB NTZ PCI PCZ PUS TMP WAK"
        for code in (former + " " + withdrawn).split(separator: " ").map(String.init) {
            let state = try #require(states[code], "\(code)")
            #expect(state.from != nil && state.to != nil && state.successor.count == 3, "\(code)")
            #expect(states[state.successor] != nil, "\(code)")
        }
    }

    @Test func `every state of Correlates of War since 1946 has its number, and Gleditsch and Ward's`() throws
    {
        let states = try Self.states().values
        let dated = try StateCodeTable(folder: Self.folder).spans.values.joined()
        let cow = Set(states.map(\.cow) + dated.filter { $0.scheme == .cow }.map(\.code))
        #expect(
            Self.cowNumbers.split(whereSeparator: \.isWhitespace).map(String.init).filter {
                !cow.contains($0)
            } == [])
        // Germany is one state to them throughout; Serbia, Yemen and four islands have other numbers.
        let gw = Set(states.map(\.gw))
        let other = ["255": "260", "679": "678", "946": "970", "947": "973", "955": "972"]
        let numbers = Self.cowNumbers.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect((numbers.map { other[$0] ?? $0 } + ["340", "971"]).filter { !gw.contains($0) } == [])
    }

    @Test(arguments: [
        ("DEU", "fips", "GE", "1990-10-02", "GM"), ("DEU", "cow", "260", "1990-10-02", "255"),
        ("YEM", "fips", "YE", "1990-05-21", "YM"), ("YEM", "cow", "678", "1990-05-21", "679"),
        ("SRB", "fips", "RB", "2008-02-16", "RI"),
    ])
    func `a state that changed has another code up to its last day`(
        code: String, scheme: String, before: String, last: String, after: String
    ) throws {
        let spans = try #require(StateCodeTable(folder: Self.folder).spans[code])
        let day = try Self.day(last)
        #expect(spans.filter { $0.scheme.rawValue == scheme && $0.to == day }.map(\.code) == [before])
        let state = try #require(Self.states()[code])
        #expect((scheme == "fips" ? state.fips : state.cow) == after)
    }

    @Test func `since 1990 no state is without a head of state but where it had none`() throws {
        let (states, terms) = (try Self.states(), try Terms())
        let (first, last) = (try Self.day("1990-01-01"), try Self.day("2025-06-01"))
        var gaps: [String] = []
        for state in states.values where !state.cow.isEmpty {
            gaps += terms.gaps(
                in: state.code, ["head-of-state", "monarch", "de-facto-ruler"],
                from: max(first, state.from ?? first),
                to: min(last, state.to ?? last))
        }
        // Andorra's princes are rows of France; Zaire and North Yemen are rows of their successors; the rest stood vacant.
        let known = ["AND", "CSK", "HTI", "IRQ", "SMR", "SOM", "SVK", "YAR", "ZAR"]
        #expect(gaps.filter { !known.contains(String($0.prefix(3))) }.sorted() == [])
    }

    @Test func `since 1990 no state is without a head of government but where it had none`() throws {
        let (states, terms) = (try Self.states(), try Terms())
        let (first, last) = (try Self.day("1990-01-01"), try Self.day("2025-06-01"))
        var gaps: [String] = []
        for state in states.values
        where !state.cow.isEmpty && terms.isHeld("head-of-government", in: state.code) {
            gaps += terms.gaps(
                in: state.code, ["head-of-government", "de-facto-ruler"],
                from: max(first, state.from ?? first),
                to: min(last, state.to ?? last))
        }
        // States whose president or king led the government for some of these years, and vacancies.
        let known = """
            AFG AGO AND ARG BDI BEN BFA BGD BTN CAF CIV CMR COD COG COM GIN GNB GTM HTI IRQ KEN MLI MMR MRT PAN PSE RWA \
            SAU SDN SEN SOM SYR TCD TGO TKM TUN TUR ZMB ZWE
            """
        #expect(gaps.filter { !known.contains(String($0.prefix(3))) }.sorted() == [])
    }

    @Test
    func `since 2000 the sixty most reported states have their ministers, but for vacancies and two gaps`()
        throws
    {
        let terms = try Terms()
        let sixty = Self.mostReported.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(Set(sixty).count == 60)
        let (first, last) = (try Self.day("2000-03-01"), try Self.day("2025-01-01"))
        var gaps: [String] = []
        for office in ["foreign-minister", "defence-minister"] {
            for state in sixty {
                let from = state == "SRB" ? try Self.day("2006-06-05") : first
                gaps += terms.gaps(in: state, [office], from: from, to: last).map { "\($0) \(office)" }
            }
        }
        let vacant = Self.vacantPosts.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
        let unknown = Self.unknownHolders.split(separator: "\n").map(String.init)
        #expect(gaps.sorted() == (vacant + unknown).sorted())
    }

    @Test func `heads of the large international organisations follow one another`() throws {
        let people = try Self.table("people.tsv", "name aliases code office sector from to")
        var terms: [String: [(from: Int, to: Int)]] = [:]
        for row in 0..<people.count where ["igo-head", "igo-official"].contains(people.text(row, 3)) {
            let term = try people.days(row, from: 5)
            terms[people.text(row, 0), default: []].append(
                (term.from?.ordinal ?? .min, term.to?.ordinal ?? .max))
        }
        var findings: [String] = []
        for line in Self.successions.split(separator: "\n") {
            let names = line.split(separator: ":")[1].split(separator: ",").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            var reached: Int?
            for name in names {
                // Of several terms the one that begins where the predecessor's ends.
                let held = terms[name] ?? []
                guard
                    let term = held.min(by: {
                        abs($0.from - (reached ?? $0.from)) < abs($1.from - (reached ?? $1.from))
                    })
                else {
                    findings.append("\(name) has no term")
                    continue
                }
                let free = term.from - (reached ?? term.from)
                if free > 62 { findings.append("nobody for \(free) days before \(name)") }
                // Rows of months meet in one.
                if free < -31 { findings.append("two before \(name)") }
                reached = term.to
            }
            if reached != .max { findings.append("nobody after \(names.last ?? "")") }
        }
        #expect(findings.sorted() == Self.vacancies.sorted())
    }

    /// Who headed what, in the order of their terms.
    private static let successions = """
        United Nations: Javier Pérez de Cuéllar, Boutros Boutros-Ghali, Kofi Annan, Ban Ki-moon, António Guterres
        NATO: Manfred Wörner, Sergio Balanzino, Willy Claes, Sergio Balanzino, Javier Solana, George Robertson, Alessandro Minuto-Rizzo, Jaap de Hoop Scheffer, Anders Fogh Rasmussen, Jens Stoltenberg, Mark Rutte
        European Commission: Jacques Delors, Jacques Santer, Manuel Marín, Romano Prodi, José Manuel Durão Barroso, Jean-Claude Juncker, Ursula von der Leyen
        European Council: Herman Van Rompuy, Donald Tusk, Charles Michel, António Costa
        foreign policy of the European Union: Catherine Ashton, Federica Mogherini, Josep Borrell, Kaja Kallas
        European Parliament: Pat Cox, Josep Borrell, Hans-Gert Pöttering, Jerzy Buzek, Martin Schulz, Antonio Tajani, David Sassoli, Roberta Metsola
        European Central Bank: Wim Duisenberg, Jean-Claude Trichet, Mario Draghi, Christine Lagarde
        World Health Organization: Hiroshi Nakajima, Gro Harlem Brundtland, Lee Jong-wook, Anders Nordström, Margaret Chan, Tedros Adhanom Ghebreyesus
        International Monetary Fund: Michel Camdessus, Horst Köhler, Anne Krueger, Rodrigo Rato, Dominique Strauss-Kahn, John Lipsky, Christine Lagarde, David Lipton, Kristalina Georgieva
        World Bank: Lewis Preston, James Wolfensohn, Paul Wolfowitz, Robert Zoellick, Jim Yong Kim, Kristalina Georgieva, David Malpass, Ajay Banga
        World Trade Organization: Peter Sutherland, Renato Ruggiero, Mike Moore, Supachai Panitchpakdi, Pascal Lamy, Roberto Azevêdo, Ngozi Okonjo-Iweala
        International Atomic Energy Agency: Hans Blix, Mohamed ElBaradei, Yukiya Amano, Cornel Feruta, Rafael Grossi
        chemical weapons' prohibition: José Bustani, Rogelio Pfirter, Ahmet Üzümcü, Fernando Arias
        refugees: Sadako Ogata, Ruud Lubbers, António Guterres, Filippo Grandi, Barham Salih
        human rights: Mary Robinson, Sérgio Vieira de Mello, Bertrand Ramcharan, Louise Arbour, Navi Pillay, Zeid Ra'ad al-Hussein, Michelle Bachelet, Volker Türk
        UNESCO: Federico Mayor, Koïchiro Matsuura, Irina Bokova, Audrey Azoulay, Khaled el-Enany
        food and agriculture: Edouard Saouma, Jacques Diouf, José Graziano da Silva, Qu Dongyu
        labour: Michel Hansenne, Juan Somavía, Guy Ryder, Gilbert Houngbo
        World Food Programme: Catherine Bertini, James T. Morris, Josette Sheeran, Ertharin Cousin, David Beasley, Cindy McCain
        UNICEF: Carol Bellamy, Ann Veneman, Anthony Lake, Henrietta Fore, Catherine Russell
        migration: Brunson McKinley, William Lacy Swing, António Vitorino, Amy Pope
        Arab League: Chedli Klibi, Ahmed Asmat Abdel-Meguid, Amr Moussa, Nabil Elaraby, Ahmed Aboul Gheit
        African Union: Salim Ahmed Salim, Amara Essy, Alpha Oumar Konaré, Jean Ping, Nkosazana Dlamini-Zuma, Moussa Faki Mahamat, Mahmoud Ali Youssouf
        ASEAN: Rodolfo Severino, Ong Keng Yong, Surin Pitsuwan, Le Luong Minh, Lim Jock Hoi, Kao Kim Hourn
        American states: César Gaviria, Miguel Ángel Rodríguez, Luigi Einaudi, José Miguel Insulza, Luis Almagro, Albert Ramdin
        Commonwealth: Emeka Anyaoku, Don McKinnon, Kamalesh Sharma, Patricia Scotland, Shirley Ayorkor Botchwey
        Council of Europe: Catherine Lalumière, Daniel Tarschys, Walter Schwimmer, Terry Davis, Thorbjørn Jagland, Marija Pejčinović Burić, Alain Berset
        OSCE: Wilhelm Höynck, Giancarlo Aragona, Ján Kubiš, Marc Perrin de Brichambaut, Lamberto Zannier, Thomas Greminger, Helga Schmid, Feridun Sinirlioğlu
        Islamic cooperation: Azzeddine Laraki, Abdelouahed Belkeziz, Ekmeleddin İhsanoğlu, Iyad Madani, Yousef al-Othaimeen, Hissein Brahim Taha
        Gulf cooperation: Jamil al-Hujailan, Abdul Rahman al-Attiyah, Abdullatif al-Zayani, Nayef al-Hajraf, Jasem Mohamed Albudaiwi
        collective security: Nikolai Bordyuzha, Yuri Khachaturov, Valery Semerikov, Stanislav Zas, Imangali Tasmagambetov
        Shanghai cooperation: Zhang Deguang, Bolat Nurgaliyev, Muratbek Imanaliyev, Dmitry Mezentsev, Rashid Alimov, Vladimir Norov, Zhang Ming, Nurlan Yermekbayev
        OECD: Donald Johnston, Ángel Gurría, Mathias Cormann
        energy: Claude Mandil, Nobuo Tanaka, Maria van der Hoeven, Fatih Birol
        oil: Rilwanu Lukman, Alí Rodríguez, Álvaro Silva Calderón, Purnomo Yusgiantoro, Ahmad Fahad al-Sabah, Edmund Daukoru, Abdalla el-Badri, Mohammed Barkindo, Haitham al-Ghais
        Interpol: Raymond Kendall, Ronald Noble, Jürgen Stock, Valdecy Urquiza
        criminal court's prosecution: Luis Moreno-Ocampo, Fatou Bensouda, Karim Khan
        criminal court's presidency: Philippe Kirsch, Song Sang-hyun, Silvia Fernández de Gurmendi, Chile Eboe-Osuji, Piotr Hofmański, Tomoko Akane
        tribunal for Yugoslavia: Richard Goldstone, Louise Arbour, Carla Del Ponte, Serge Brammertz
        Olympics: Juan Antonio Samaranch, Jacques Rogge, Thomas Bach, Kirsty Coventry
        """

    /// Days on which a deputy or nobody headed one of them, or after which we do not say who does.
    private static let vacancies = [
        "nobody for 77 days before Horst Köhler", "nobody for 94 days before Rogelio Pfirter",
        "nobody for 115 days before António Guterres", "nobody for 182 days before Ngozi Okonjo-Iweala",
        "nobody for 254 days before Ahmed Asmat Abdel-Meguid",
    ]

    @Test func `there are a thousand role nouns and more`() throws {
        let roles = try Self.table("roles.tsv", "noun plural sector kind class example")
        #expect(Set((0..<roles.count).map { roles.text($0, 0) }).count >= 1_000)
    }

    /// Days from which a post stood empty for two months and more, or did not exist, and why.
    private static let vacantPosts = """
        CHN 2023-10-24 defence-minister: Li Shangfu was removed, his successor named at the end of the year
        CUB 2011-09-03 defence-minister: Julio Casas died, his deputy was named in November
        IRQ 2003-04-09 defence-minister: the occupiers dissolved the ministry until spring 2004
        IRQ 2003-04-09 foreign-minister: no government under the occupation until September
        LBY 2014-08-31 defence-minister: the recognised cabinet had none, the chief of staff ran the forces
        NGA 2008-09-08 defence-minister: half the cabinet was dismissed, the next sworn in on 17 December
        NGA 2015-05-29 defence-minister: no cabinet until November
        NGA 2015-05-29 foreign-minister: no cabinet until November
        NGA 2019-05-28 foreign-minister: no cabinet until August
        NGA 2019-05-29 defence-minister: no cabinet until August
        NGA 2023-05-28 foreign-minister: no cabinet until August
        NGA 2023-05-29 defence-minister: no cabinet until August
        PRK 2015-04-30 defence-minister: Hyon Yong-chol was removed, no successor shown until July
        PSE 2000-03-01 defence-minister: there is no such ministry
        PSE 2000-03-01 foreign-minister: no such ministry before April 2003
        SDN 2019-04-11 defence-minister: no cabinet under the military council until September
        SOM 2000-03-01 defence-minister: no government until October
        SOM 2000-03-01 foreign-minister: no government until October
        THA 2014-05-07 defence-minister: Yingluck Shinawatra was removed, then the junta ruled without a cabinet
        YEM 2015-03-25 defence-minister: the minister was held by the Houthis and not replaced until 2018
        YEM 2019-06-10 foreign-minister: Khaled al-Yamani resigned, his deputy was named in September
        """

    /// Days from which we do not know who held the post.
    private static let unknownHolders = """
        SOM 2002-12-31 defence-minister
        SOM 2007-05-13 defence-minister
        """

    /// By our reading of what world news names most; no outside ranking is copied.
    private static let mostReported = """
        USA GBR ISR RUS CHN FRA IRN IRQ DEU PAK IND SYR AFG AUS JPN KOR PRK UKR TUR EGY SAU CAN LBN PSE ITA YEM LBY SDN ESP IDN
        POL NLD BEL GRC ZAF NGA KEN SOM ETH VEN MEX BRA COL CUB ARG PHL THA MMR MYS VNM SRB GEO ARM AZE JOR QAT ARE TWN NZL BGD
        """

    private static let isoEntries = """
        ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ
        BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU
        DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC
        GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
        KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
        MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL
        PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN
        SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB
        VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
        """

    private static let cowNumbers = """
        2 20 31 40 41 42 51 52 53 54 55 56 57 58 60 70 80 90 91 92 93 94 95 100 101 110 115 130 135 140 145 150 155 160 165 200
        205 210 211 212 220 221 223 225 230 232 235 255 260 265 290 305 310 315 316 317 325 331 338 339 341 343 344 345 346 347
        349 350 352 355 359 360 365 366 367 368 369 370 371 372 373 375 380 385 390 395 402 403 404 411 420 432 433 434 435 436
        437 438 439 450 451 452 461 471 475 481 482 483 484 490 500 501 510 511 516 517 520 522 530 531 540 541 551 552 553 560
        565 570 571 572 580 581 590 591 600 615 616 620 625 626 630 640 645 651 652 660 663 666 670 678 679 680 690 692 694 696
        698 700 701 702 703 704 705 710 712 713 731 732 740 750 760 770 771 775 780 781 790 800 811 812 816 817 820 830 835 840
        850 860 900 910 920 935 940 946 947 950 955 970 983 986 987 990
        """
}
