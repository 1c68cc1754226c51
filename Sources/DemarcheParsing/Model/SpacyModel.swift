import Foundation

/// All that is read from a model's folder: never written after loading, shared by all threads.
struct SpacyModel: Sendable {
    let name: String
    let lexemes: LexemeRules
    let vectors: WordVectors?
    let encoder: Tok2Vec
    let tagger: Tagger
    let parser: DependencyParser
    let entities: EntityRecognizer
    let ruler: AttributeRuler
    let lemmatizer: Lemmatizer
    /// Names of the tags, by number.
    let tags: [String]
    /// Names of the dependency labels, by number.
    let labels: [String]

    private struct Description: Decodable {
        let lang: String
        let name: String
        let version: String
    }

    init(_ folder: URL, path: KernelPath) throws {
        let meta = try MappedFile(folder.appending(path: "meta.json"))
        guard let description = try? JSONDecoder().decode(Description.self, from: Data(meta.bytes)) else {
            throw meta.damaged("no name and version of a model")
        }
        name = "\(description.lang)_\(description.name) \(description.version)"
        lexemes = try LexemeRules(model: folder)
        vectors = try WordVectors(model: folder)
        encoder = try Tok2Vec(
            ThincModel(folder.appending(path: "tok2vec/model")), vectors: vectors, path: path)
        tagger = try Tagger(model: folder, width: encoder.width, path: path)
        var tags = Labels()
        for tag in tagger.tags { _ = tags.intern(tag) }
        guard tags.names.count == tagger.tags.count else { throw meta.damaged("a tag that comes twice") }
        var labels = Labels()
        parser = try DependencyParser(model: folder, width: encoder.width, labels: &labels, path: path)
        entities = try EntityRecognizer(model: folder, vectors: vectors, path: path)
        ruler = try AttributeRuler(
            folder.appending(path: "attribute_ruler/patterns"), tags: &tags, labels: &labels)
        lemmatizer = try Lemmatizer(
            folder.appending(path: "lemmatizer/lookups/lookups.bin"), identity: lexemes.identity)
        self.tags = tags.names
        self.labels = labels.names
    }
}
