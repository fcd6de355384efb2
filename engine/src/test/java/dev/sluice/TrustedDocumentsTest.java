// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Which documents run, in each mode and for each way to name them.
class TrustedDocumentsTest {
    private static final String SCHEMA =
            """
            type Page @table(name: "Pages", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              text: String!
            }
            type Query {
              page(id: ID!): Page @getItem(key: "id = $id", maxAge: 60) @auth(rules: [{public: true}])
              pages(ids: [ID!]! @constraint(maxItems: 3)): [Page]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              mine: Page @getItem(key: "id = $claims.sub", maxAge: 60) @auth(rules: [{signedIn: true}])
            }
            """;
    private static final String OPERATIONS =
            """
            query ReadPage($id: ID!) { page(id: $id) { ...Text } }
            fragment Text on Page { text }
            query Mine { mine { text } }
            """;
    private static final String BOUND_UNITS = "/extensions/cost/bound/readUnits";
    private static final List<TrustedDocument> TRUSTED =
            OperationManifest.read("", manifest(OPERATIONS));
    private static final TrustedDocument KNOWN =
            new TrustedDocument("known-page", "KnownPage", "query", body("KnownPage"));
    private static final TrustedDocument READ_PAGE = trusted("ReadPage");
    private static final TrustedDocument UNKNOWN =
            TrustedDocument.of("Unknown", "query", body("Unknown"));

    private static final Map<Mode, Api> APIS = new HashMap<>();
    private static final List<AdmittedOperation> ADMITTED = new ArrayList<>();

    enum Mode {
        ANY,
        PREFER,
        ONLY
    }

    /// How a request names its document, and whether it has the text.
    enum Form {
        BARE_ID(false, "documentId", "%s"),
        PREFIXED_ID(false, "documentId", "sha256:%s"),
        EXTENSION(
                false,
                "extensions",
                "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\",\"miss\":true}}"),
        EXTENSION_WITH_QUERY(
                true, "extensions", "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\"}}"),
        ID_WITH_QUERY(true, "documentId", "sha256:%s"),
        QUERY(true, "ignored", "%s");

        private final boolean written;
        private final String member;
        private final String value;

        Form(boolean written, String member, String value) {
            this.written = written;
            this.member = member;
            this.value = value;
        }

        Map<String, String> parameters(TrustedDocument document) {
            var parameters = new HashMap<String, String>();
            parameters.put(member, value.formatted(document.id()));
            parameters.put("variables", "{\"id\":\"p1\"}");
            if (written) {
                parameters.put("query", document.body());
            }
            return parameters;
        }
    }

    @BeforeAll
    static void open() {
        for (var mode : Mode.values()) {
            var api =
                    Api.of(
                            SCHEMA,
                            setting(mode),
                            builder ->
                                    builder.listener(TrustedDocumentsTest::heard)
                                            .trustedDocuments("test.json", manifestOf(all())));
            api.with("Page", Map.of("id", "p1", "text", "Hello"));
            APIS.put(mode, api);
        }
    }

    private static void heard(RequestEvent event) {
        if (event.operation() != null) {
            ADMITTED.add(event.operation());
        }
    }

    private static List<AdmittedOperation> unknown() {
        return ADMITTED.stream()
                .filter(operation -> operation.trust() == AdmittedOperation.Trust.UNKNOWN)
                .toList();
    }

    @AfterAll
    static void close() {
        APIS.values().forEach(Api::close);
    }

    static Stream<Arguments> requests() {
        return Stream.of(Mode.values())
                .flatMap(mode ->
                        Stream.of(Form.values())
                                .flatMap(form ->
                                        Stream.of("GET", "POST")
                                                .map(by -> Arguments.of(mode, form, by))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_trusted_document_runs(Mode mode, Form form, String method) {
        var answer = ask(mode, method, form.parameters(READ_PAGE));

        assertThat(answer.data("/page/text").asText()).as(answer.text()).isEqualTo("Hello");
        assertThat(answer.data("/page/__typename").asText()).isEqualTo("Page");
        assertThat(answer.headers()).containsEntry("cache-control", "public, max-age=60");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void another_document_runs_if_the_mode_allows_it(Mode mode, Form form, String method) {
        ADMITTED.clear();
        var answer = ask(mode, method, form.parameters(UNKNOWN));

        if (!form.written) {
            assertThat(answer.codes()).containsExactly("PERSISTED_QUERY_NOT_FOUND");
            assertThat(answer.body().at("/errors/0/message").asText())
                    .isEqualTo("PersistedQueryNotFound");
        } else if (mode == Mode.ONLY) {
            assertThat(answer.codes()).containsExactly("OPERATION_NOT_TRUSTED");
        } else {
            assertThat(answer.data("/page/text").asText()).as(answer.text()).isEqualTo("Hello");
        }
        assertThat(answer.text()).doesNotContain(UNKNOWN.id());
        assertThat(unknown())
                .extracting(AdmittedOperation::documentHash)
                .isEqualTo(form.written && mode == Mode.PREFER ? List.of(UNKNOWN.id()) : List.of());
    }

    @Test
    void the_hash_of_an_unknown_document_and_the_start_of_its_name_are_reported() {
        ADMITTED.clear();
        var name = "Long".repeat(20);
        var document = TrustedDocument.of(name, "query", body(name));

        ask(Mode.PREFER, "POST", Form.QUERY.parameters(document));
        ask(Mode.PREFER, "POST", Form.QUERY.parameters(READ_PAGE));
        ask(Mode.PREFER, "POST", Map.of("query", "{ nope }"));

        assertThat(unknown())
                .extracting(AdmittedOperation::documentHash, AdmittedOperation::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(document.id(), name.substring(0, 64)));
    }

    @ParameterizedTest
    @CsvSource({
        "ANY, PERSISTED_QUERY_NOT_SUPPORTED",
        "PREFER, PERSISTED_QUERY_NOT_SUPPORTED",
        "ONLY, PERSISTED_QUERY_NOT_FOUND"
    })
    void an_API_without_trusted_documents_says_so(Mode mode, String code) {
        try (var api = Api.of(SCHEMA, setting(mode))) {
            var answer = api.get(Who.NOBODY, Form.EXTENSION.parameters(UNKNOWN));

            assertThat(answer.codes()).containsExactly(code);
            assertThat(answer.body().at("/errors/0/message").asText())
                    .isEqualTo(
                            mode == Mode.ONLY
                                    ? "PersistedQueryNotFound"
                                    : "PersistedQueryNotSupported");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_id_of_the_manifest_s_own_is_found_and_so_is_its_hash(Mode mode) {
        var hash = TrustedDocument.of("KnownPage", "query", KNOWN.body());

        for (var form : Form.values()) {
            assertThat(ask(mode, "GET", form.parameters(hash)).codes()).isEmpty();
        }
        for (var form : List.of(Form.BARE_ID, Form.EXTENSION, Form.EXTENSION_WITH_QUERY)) {
            assertThat(ask(mode, "GET", form.parameters(KNOWN)).codes()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_query_that_its_id_does_not_name_is_refused(Mode mode) {
        for (var document : List.of(UNKNOWN, READ_PAGE)) {
            for (var id :
                    List.of(
                            READ_PAGE.id(),
                            "",
                            "known-page",
                            UNKNOWN.id().toUpperCase(Locale.ROOT))) {
                var parameters = new HashMap<>(Form.EXTENSION_WITH_QUERY.parameters(document));
                parameters.remove("extensions");
                parameters.put("documentId", id);

                assertThat(ask(mode, "POST", parameters).codes())
                        .isEqualTo(document.id().equals(id) ? List.of() : List.of("BAD_REQUEST"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"documentId\":7}",
                "{\"documentId\":null}",
                "{\"extensions\":{\"persistedQuery\":7}}",
                "{\"extensions\":{\"persistedQuery\":{}}}",
                "{\"extensions\":{\"persistedQuery\":{\"version\":1}}}",
                "{\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"a\"}}}",
                "{\"extensions\":{\"persistedQuery\":{\"version\":2,\"sha256Hash\":\"a\"}}}",
                "{\"extensions\":{\"persistedQuery\":{\"version\":\"1\",\"sha256Hash\":\"a\"}}}",
                "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":7}}}",
                "{\"documentId\":\"b\",\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"a\"}}}"
            })
    void a_request_that_names_no_document_is_refused(String body) throws IOException {
        for (var api : APIS.values()) {
            assertThat(api.send(Who.NOBODY, new ObjectMapper().readTree(body)).codes())
                    .containsExactly("BAD_REQUEST");
        }
    }

    @Test
    void an_id_of_any_form_and_length_is_looked_up_and_never_repeated() {
        for (var id :
                List.of(
                        "",
                        "%",
                        "\u0000",
                        "\ud83c\udfc3",
                        READ_PAGE.id().toUpperCase(Locale.ROOT),
                        "x".repeat(90_000))) {
            for (var mode : Mode.values()) {
                var answer = api(mode).send(Who.NOBODY, Map.of("documentId", id));
                assertThat(answer.codes()).containsExactly("PERSISTED_QUERY_NOT_FOUND");
                assertThat(answer.text()).hasSizeLessThan(500);
            }
        }
        assertThat(
                        api(Mode.ANY)
                                .send(Who.NOBODY, Map.of("documentId", "x".repeat(10_000_000)))
                                .codes())
                .containsExactly("PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @EnumSource
    void what_a_caller_alone_may_see_is_not_kept_by_others(Mode mode) {
        var mine = trusted("Mine");
        var answer = api(mode).get(Who.user("p1"), Map.of("documentId", mine.id()));

        assertThat(answer.data("/mine/text").asText()).isEqualTo("Hello");
        assertThat(answer.headers()).containsEntry("cache-control", "private, no-store");
        assertThat(api(mode).get(Who.NOBODY, Map.of("documentId", mine.id())).headers())
                .containsEntry("cache-control", "private, no-store");
    }

    @ParameterizedTest
    @EnumSource
    void introspection_is_not_a_trusted_document(Mode mode) {
        assertThat(
                        ask(mode, "POST", Map.of("query", "{ __schema { queryType { name } } }"))
                                .codes())
                .isEqualTo(mode == Mode.ONLY ? List.of("OPERATION_NOT_TRUSTED") : List.of());
    }

    @Test
    void its_bound_is_reported_whether_or_not_variables_change_it() {
        var list =
                "query List($ids: [ID!]!) {\n  pages(ids: $ids) {\n    text\n    __typename\n  }\n}";
        var both = OPERATIONS + list;
        try (var api =
                Api.of(
                        SCHEMA,
                        Map.of(),
                        builder -> builder.trustedDocuments("test.json", manifest(both)))) {
            for (int size : new int[] {3, 1, 2}) {
                var ids = List.of("a", "b", "c").subList(0, size);
                var named = Map.of("query", list, "variables", Map.of("ids", ids));
                assertThat(api.send(Who.NOBODY, named).body().at(BOUND_UNITS).asDouble())
                        .isEqualTo(size * 0.5);
            }
            for (var id : List.of("p1", "p2")) {
                var named = Map.of("documentId", READ_PAGE.id(), "variables", Map.of("id", id));
                assertThat(api.send(Who.NOBODY, named).body().at(BOUND_UNITS).asDouble())
                        .isEqualTo(0.5);
            }
        }
    }

    @Test
    void a_value_that_does_not_fit_is_refused_as_ever() {
        assertThat(ask(Mode.ONLY, "GET", Map.of("documentId", READ_PAGE.id())).codes())
                .containsExactly("BAD_USER_INPUT");
        assertThat(
                        ask(
                                        Mode.ONLY,
                                        "GET",
                                        Map.of(
                                                "documentId",
                                                READ_PAGE.id(),
                                                "operationName",
                                                "Other"))
                                .codes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    private static Answer ask(Mode mode, String method, Map<String, String> parameters) {
        if (method.equals("GET")) {
            return api(mode).get(Who.NOBODY, parameters);
        }
        try {
            var body = new HashMap<String, Object>(parameters);
            for (var member : List.of("variables", "extensions")) {
                if (parameters.containsKey(member)) {
                    body.put(member, new ObjectMapper().readTree(parameters.get(member)));
                }
            }
            return api(mode).plain(Who.NOBODY, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Api api(Mode mode) {
        return Objects.requireNonNull(APIS.get(mode));
    }

    private static Map<String, String> setting(Mode mode) {
        return Map.of("SLUICE_TRUSTED_DOCUMENTS", mode.name().toLowerCase(Locale.ROOT));
    }

    private static TrustedDocument trusted(String name) {
        return TRUSTED.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<TrustedDocument> all() {
        return Stream.concat(TRUSTED.stream(), Stream.of(KNOWN)).toList();
    }

    private static String body(String name) {
        return "query %s($id: ID!) { page(id: $id) { text } }".formatted(name);
    }

    private static String manifest(String operations) {
        return ManifestBuild.manifest(
                SchemaCompiler.compile("test.graphqls", SCHEMA),
                List.of(new OperationFile("test.graphql", operations)));
    }

    private static String manifestOf(List<TrustedDocument> documents) {
        return OperationManifest.write(documents);
    }
}
