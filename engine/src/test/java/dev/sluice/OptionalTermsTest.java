// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Lists whose client leaves out some of the arguments.
class OptionalTermsTest {
    private static final String SCHEMA =
            """
            enum Status { OPEN DONE LOST }
            type Job @table(name: "Jobs", partitionKey: "{site}", sortKey: "{at}", itemSize: 1)
              @index(name: "byWorker", partitionKey: "{site}", sortKey: "{worker}")
              @auth(rules: [{public: true}]) {
              site: ID!
              at: Int!
              status: Status! @attribute(default: "'OPEN'")
              worker: ID
              size: Int
              mine(first: Int! = 50, after: String): JobConnection!
                @query(keyCondition: "site = $parent.site", filter: "worker = $parent.worker", maxRead: 50)
              others(first: Int! = 50, after: String): JobConnection!
                @query(keyCondition: "site = $parent.site", filter: "NOT worker = $parent.worker", maxRead: 50)
            }
            input By { worker: ID, least: Int }
            type Query {
              jobs(site: ID!, status: Status, by: By, order: SortOrder, first: Int! = 10, after: String): JobConnection!
                @query(keyCondition: "site = $site", maxRead: 50, order: "$order",
                       filter: "status = $status AND (worker = $by.worker OR size >= $by.least)")
                @auth(rules: [{public: true}])
              all(site: ID!, status: Status, statuses: [Status!] @constraint(maxItems: 3), from: Int, to: Int, least: Int,
                  most: Int, without: ID, order: SortOrder! = DESC, first: Int! = 10, after: String): JobConnection!
                @query(keyCondition: "site = $site AND at BETWEEN $from AND $to", maxRead: 50, order: "$order",
                       filter: "status = $status AND status IN $statuses AND size BETWEEN $least AND $most AND NOT worker = $without")
                @auth(rules: [{public: true}])
              ofClaim(site: ID!, first: Int! = 10, after: String): JobConnection!
                @query(keyCondition: "site = $site", maxRead: 50, filter: "worker = $claims.worker")
                @auth(rules: [{public: true}])
              notOfClaim(site: ID!, first: Int! = 10, after: String): JobConnection!
                @query(keyCondition: "site = $site", maxRead: 50,
                       filter: "NOT (worker = $claims.worker AND status = 'OPEN') AND worker <> $claims.worker")
                @auth(rules: [{public: true}])
              upTo(site: ID!, from: ID, first: Int! = 10, after: String): JobConnection!
                @query(index: "byWorker", keyCondition: "site = $site AND worker BETWEEN $from AND $claims.worker") @auth(rules: [{public: true}])
            }
            """;

    private record Job(
            String site,
            int at,
            @Nullable String status,
            @Nullable String worker,
            @Nullable Integer size) {
        String shown() {
            return status == null ? "OPEN" : status;
        }
    }

    private static final List<Job> JOBS = new ArrayList<>();
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        var random = new Random(7);
        for (int at = 0; at < 30; at++) {
            var job =
                    new Job(
                            "s",
                            at,
                            any(random, "OPEN", "DONE", "LOST", null),
                            any(random, "ann", "bob", null),
                            random.nextInt(4) == 0 ? null : random.nextInt(5));
            JOBS.add(job);
            var fields = new HashMap<String, Object>(Map.of("site", job.site(), "at", job.at()));
            put(fields, "status", job.status());
            put(fields, "worker", job.worker());
            put(fields, "size", job.size());
            api.with("Job", fields);
        }
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @SafeVarargs
    private static <T> @Nullable T any(Random random, @Nullable T... values) {
        return values[random.nextInt(values.length)];
    }

    /// Arguments that a client gives or leaves out.
    private record Asked(
            @Nullable String status,
            @Nullable List<String> statuses,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable Integer least,
            @Nullable Integer most,
            @Nullable String without,
            @Nullable String order) {

        static Asked drawn(Random random) {
            return new Asked(
                    any(random, "OPEN", "DONE", null, null),
                    any(
                            random,
                            List.of(),
                            List.of("OPEN", "LOST"),
                            List.of("DONE", "DONE"),
                            null,
                            null),
                    any(random, 3, 10, null),
                    any(random, 8, 25, null),
                    any(random, 1, 2, null),
                    any(random, 1, 3, null),
                    any(random, "ann", null, null),
                    any(random, "ASC", "DESC", null));
        }

        /// Examines every item. An absent attribute is below and above nothing.
        List<Integer> expected() {
            var order = Comparator.comparingInt(Job::at);
            return JOBS.stream()
                    .filter(job -> status == null || job.shown().equals(status))
                    .filter(job -> statuses == null || statuses.contains(job.shown()))
                    .filter(job -> from == null || job.at() >= from)
                    .filter(job -> to == null || job.at() <= to)
                    .filter(job -> least == null || (job.size() != null && job.size() >= least))
                    .filter(job -> most == null || (job.size() != null && job.size() <= most))
                    .filter(job -> without == null || !without.equals(job.worker()))
                    .sorted("ASC".equals(order()) ? order : order.reversed())
                    .map(Job::at)
                    .toList();
        }

        Map<String, @Nullable Object> variables() {
            var all = new HashMap<String, @Nullable Object>();
            all.put("status", status);
            all.put("statuses", statuses);
            all.put("from", from);
            all.put("to", to);
            all.put("least", least);
            all.put("most", most);
            all.put("without", without);
            if (order != null) {
                all.put("order", order);
            }
            return all;
        }
    }

    private static final String ALL =
            """
            query($status: Status, $statuses: [Status!], $from: Int, $to: Int, $least: Int, $most: Int, $without: ID,
                  $order: SortOrder! = DESC, $after: String) {
              all(site: "s", status: $status, statuses: $statuses, from: $from, to: $to, least: $least, most: $most,
                  without: $without, order: $order, first: 4, after: $after) {
                edges { node { at } } pageInfo { hasNextPage endCursor } } }
            """;

    @Test
    void a_list_has_the_items_that_a_model_of_it_has_whatever_is_left_out() {
        var seed = System.nanoTime();
        System.out.println("sluice.seed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var asked = Asked.drawn(random);
            var found = new ArrayList<Integer>();
            var variables = asked.variables();
            var next = true;
            while (next) {
                var answer = api.ask(Who.NOBODY, ALL, variables);
                assertThat(answer.errors()).as("%s %s", seed, asked).isEmpty();
                assertThat(api.wire().operations().size())
                        .isLessThanOrEqualTo(1)
                        .isLessThanOrEqualTo(
                                answer.body().at("/extensions/cost/bound/requests").asInt());
                answer.data("/all/edges").forEach(edge -> found.add(edge.at("/node/at").asInt()));
                next = answer.data("/all/pageInfo/hasNextPage").asBoolean();
                variables.put(
                        "after", next ? answer.data("/all/pageInfo/endCursor").asText() : null);
            }
            assertThat(found).as("%s %s", seed, asked).isEqualTo(asked.expected());
        }
    }

    @Test
    void a_null_drops_the_whole_term_of_the_filter() {
        var every = IntStream.range(0, 30).boxed().toList();
        assertThat(ats("{ jobs(site: \"s\", first: 50) %s }", "jobs")).isEqualTo(every);
        assertThat(ats("{ jobs(site: \"s\", by: {worker: \"ann\"}, first: 50) %s }", "jobs"))
                .isEqualTo(every);
        assertThat(
                        ats(
                                "{ jobs(site: \"s\", by: {worker: \"ann\", least: 4}, first: 50) %s }",
                                "jobs"))
                .isEqualTo(
                        JOBS.stream()
                                .filter(job ->
                                        "ann".equals(job.worker())
                                                || (job.size() != null && job.size() >= 4))
                                .map(Job::at)
                                .toList());
    }

    @Test
    void without_any_term_only_the_page_is_read() {
        var answer =
                api.ask(Who.NOBODY, "{ jobs(site: \"s\", first: 3) { edges { node { at } } } }");

        assertThat(answer.data("/jobs/edges")).hasSize(3);
        assertThat(api.wire().calls().getFirst().body().path("Limit").asInt()).isEqualTo(4);
    }

    @Test
    void a_comparison_with_an_absent_claim_or_field_matches_nothing() {
        var query =
                "{ ofClaim(site: \"s\", first: 50) %s notOfClaim(site: \"s\", first: 50) %s upTo(site: \"s\", first: 50) %s }";
        var page = "{ edges { node { at } } }";
        var bob = Who.user("x").withClaim("worker", "bob");

        var known = api.ask(bob, query.formatted(page, page, page));
        assertThat(known.data("/ofClaim/edges")).isNotEmpty();
        assertThat(known.data("/notOfClaim/edges")).isNotEmpty();
        assertThat(known.data("/upTo/edges")).isNotEmpty();
        var absent = api.ask(Who.user("x"), query.formatted(page, page, page));
        assertThat(absent.errors()).isEmpty();
        assertThat(absent.data().findValues("edges")).allMatch(edges -> edges.isEmpty());
        assertThat(api.wire().calls()).isEmpty();

        var parents =
                api.ask(
                        Who.NOBODY,
                        "{ jobs(site: \"s\", first: 3) { edges { node { worker mine %s others %s } } } }"
                                .formatted(page, page));
        for (var edge : parents.data("/jobs/edges")) {
            var worker = edge.at("/node/worker").asText();
            var mine = JOBS.stream().filter(job -> worker.equals(job.worker())).count();
            assertThat(edge.at("/node/mine/edges")).hasSize((int) mine);
            assertThat(edge.at("/node/others/edges"))
                    .hasSize(edge.at("/node/worker").isNull() ? 0 : 30 - (int) mine);
        }
    }

    @Test
    void a_cursor_is_for_one_order() {
        var query = "{ jobs(site: \"s\", first: 2, order: %s%s) { edges { cursor node { at } } } }";
        var cursor =
                api.ask(Who.NOBODY, query.formatted("DESC", ""))
                        .data("/jobs/edges/1/cursor")
                        .asText();

        var next = ", after: \"" + cursor + "\"";
        assertThat(
                        api.ask(Who.NOBODY, query.formatted("DESC", next))
                                .data("/jobs/edges/0/node/at")
                                .asInt())
                .isEqualTo(27);
        assertThat(api.ask(Who.NOBODY, query.formatted("ASC", next)).errors())
                .containsExactly("/jobs BAD_CURSOR");
    }

    private static List<Integer> ats(String query, String list) {
        var answer = api.ask(Who.NOBODY, query.formatted("{ edges { node { at } } }"));
        assertThat(answer.errors()).isEmpty();
        var found = new ArrayList<Integer>();
        answer.data("/" + list + "/edges").forEach(edge -> found.add(edge.at("/node/at").asInt()));
        return found;
    }
}
