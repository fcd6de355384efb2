// SPDX-License-Identifier: Apache-2.0
package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/// Asks for random lists, and for the rest of each list after or before every one of its cursors.
/// It compares the answers with those of a model that examines all items.
///
/// The system properties `sluice.seed` and `sluice.cases` repeat a run and set its length.
/// `sluice.dynamodb` is the URL of a DynamoDB to use instead of the embedded one.
final class RangePropertyTest {
    private static final int CASES =
            Integer.getInteger("sluice.cases", Thoroughness.cases(800, 5_000));
    private static final int PARTITIONS = 12;
    private static final int ITEMS = 9;
    private static final int WHOLE = 40;
    private static final int TOGETHER = 8; // 5 variables each, of 50

    private final long seed = Long.getLong("sluice.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Kind, List<Stored>> stored = new LinkedHashMap<>();

    /// A page to ask for: the first or, backward, the last items.
    ///
    /// @param cursor where the page starts, or ends if it goes back
    /// @param expected the items of the list after the cursor, or before it
    private record Asked(
            Case list, int size, boolean backward, @Nullable String cursor, List<Stored> expected) {
        List<Stored> page() {
            var size = Math.min(size(), expected.size());
            return backward
                    ? expected.subList(expected.size() - size, expected.size())
                    : expected.subList(0, size);
        }

        Map<String, String> types() {
            var types = new LinkedHashMap<>(list.listing().arguments());
            types.put(backward ? "before" : "after", "String");
            return types;
        }

        @Nullable Object argument(String name) {
            return name.equals("before") || name.equals("after") ? cursor : list.argument(name);
        }

        String description() {
            var listing = list.listing();
            return "%s %s %s p=%s ps=%s f=%s v=%s w=%s size=%d backward=%s cursor=%s"
                    .formatted(
                            listing.field(),
                            listing.kind().templates(),
                            listing.operator(),
                            list.partition(),
                            list.chosen(),
                            list.f(),
                            list.v(),
                            list.w(),
                            size,
                            backward,
                            cursor != null);
        }
    }

    @Test
    void lists_answer_what_a_model_of_them_does() {
        System.out.printf("sluice.seed=%d sluice.cases=%d%n", seed, CASES);
        try (var api = Api.unseen(schema())) {
            Kinds.ALL.forEach(kind -> populate(kind, api));
            for (int asked = 0; asked < CASES; asked += TOGETHER) {
                compare(api, Math.min(TOGETHER, CASES - asked));
            }
        }
    }

    private static String schema() {
        return Kinds.ALL.stream().map(Kind::declared).collect(Collectors.joining())
                + "type Query {\n"
                + Kinds.ALL.stream().map(Kind::lists).collect(Collectors.joining())
                + "}\n";
    }

    private void populate(Kind kind, Api api) {
        var items = new LinkedHashMap<List<String>, Stored>();
        var last = kind.drawn().from(random);
        for (int no = 0; no < (kind.alone() ? WHOLE : PARTITIONS * ITEMS); no++) {
            last = random.nextInt(3) == 0 ? last : kind.drawn().from(random);
            var item =
                    new Stored(
                            kind,
                            random.nextInt(kind.templates().size()),
                            "p" + no % PARTITIONS,
                            last,
                            "n" + random.nextInt(2),
                            Values.text(random, 1),
                            "" + no);
            items.putIfAbsent(item.key(), item);
        }
        stored.put(kind, List.copyOf(items.values()));
        for (var type : kind.types()) {
            api.withAll(
                    type,
                    items.values().stream()
                            .filter(item -> item.type().equals(type))
                            .map(Stored::fields)
                            .toList());
        }
    }

    private void compare(Api api, int cases) {
        var whole = new ArrayList<Asked>();
        for (int i = 0; i < cases; i++) {
            var kind = Values.any(Kinds.ALL, random);
            var population = Objects.requireNonNull(stored.get(kind));
            var list = Case.drawn(Values.any(kind.listings(), random), population, random);
            whole.add(
                    new Asked(list, WHOLE, random.nextBoolean(), null, list.expected(population)));
        }
        var rests = new ArrayList<Asked>();
        var answers = ask(api, whole);
        for (int i = 0; i < cases; i++) {
            var asked = whole.get(i);
            var found = checkedWhole(asked, answers.get(i));
            for (int edge = 0; edge < found.size(); edge++) {
                var backward = random.nextBoolean();
                rests.add(
                        new Asked(
                                asked.list(),
                                Values.any(List.of(1, 2, WHOLE), random),
                                backward,
                                answers.get(i).at("/edges/" + edge + "/cursor").asText(),
                                backward
                                        ? found.subList(0, edge)
                                        : found.subList(edge + 1, found.size())));
            }
        }
        for (int from = 0; from < rests.size(); from += TOGETHER) {
            var some = rests.subList(from, Math.min(rests.size(), from + TOGETHER));
            var found = ask(api, some);
            for (int i = 0; i < some.size(); i++) {
                check(some.get(i), found.get(i));
            }
        }
    }

    /// Several items of an index can have the same key; only DynamoDB decides their order.
    private List<Stored> checkedWhole(Asked asked, JsonNode answer) {
        var byNumber =
                asked.expected().stream().collect(Collectors.toMap(Stored::no, item -> item));
        assertThat(numbers(answer))
                .as(asked::description)
                .containsExactlyInAnyOrderElementsOf(byNumber.keySet());
        var found =
                numbers(answer).stream()
                        .map(no -> Objects.requireNonNull(byNumber.get(no)))
                        .toList();
        var order = asked.list().listing().ascending() ? Stored.order() : Stored.order().reversed();
        assertThat(found).as(asked::description).isSortedAccordingTo(order);
        check(new Asked(asked.list(), asked.size(), asked.backward(), null, found), answer);
        var isCounted = found.size() <= Kind.MAX_COUNT;
        assertThat(answer.get("totalCount").asInt(-1))
                .as(asked::description)
                .isEqualTo(isCounted ? found.size() : -1);
        assertThat(answer.get("countIsPartial").asBoolean())
                .as(asked::description)
                .isEqualTo(!isCounted);
        return found;
    }

    private static void check(Asked asked, JsonNode answer) {
        var items = asked.page();
        assertThat(numbers(answer))
                .as(asked::description)
                .isEqualTo(items.stream().map(Stored::no).toList());
        var page = answer.get("pageInfo");
        var isCut = asked.expected().size() > items.size();
        var isContinued = asked.cursor() != null;
        assertThat(page.get("hasNextPage").asBoolean())
                .as(asked::description)
                .isEqualTo(asked.backward() ? isContinued : isCut);
        assertThat(page.get("hasPreviousPage").asBoolean())
                .as(asked::description)
                .isEqualTo(asked.backward() ? isCut : isContinued);
        if (!items.isEmpty()) {
            assertThat(page.get("startCursor"))
                    .as(asked::description)
                    .isEqualTo(answer.at("/edges/0/cursor"));
            assertThat(page.get("endCursor"))
                    .as(asked::description)
                    .isEqualTo(answer.at("/edges/" + (items.size() - 1) + "/cursor"));
        }
    }

    private static List<String> numbers(JsonNode answer) {
        var numbers = new ArrayList<String>();
        answer.get("edges").forEach(edge -> numbers.add(edge.at("/node/no").asText()));
        return numbers;
    }

    private List<JsonNode> ask(Api api, List<Asked> pages) {
        var declared = new ArrayList<String>();
        var fields = new StringBuilder();
        var variables = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < pages.size(); i++) {
            var page = pages.get(i);
            var arguments =
                    new StringBuilder((page.backward() ? "last: " : "first: ") + page.size());
            for (var type : page.types().entrySet()) {
                var variable = type.getKey() + i;
                declared.add("$%s: %s".formatted(variable, type.getValue()));
                arguments.append(", %s: $%s".formatted(type.getKey(), variable));
                variables.put(variable, page.argument(type.getKey()));
            }
            fields.append(
                    " a%d: %s(%s) { edges { cursor node { %s } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } %s}"
                            .formatted(
                                    i,
                                    page.list().listing().field(),
                                    arguments,
                                    page.list().listing().selection(),
                                    page.cursor() == null ? "totalCount countIsPartial " : ""));
        }
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query(%s) {%s }".formatted(String.join(", ", declared), fields),
                        variables);
        assertThat(answer.body().path("errors").toString())
                .as(() -> "%s %s %s".formatted(seed, pages, answer.text()))
                .isEmpty();
        var answers = new ArrayList<JsonNode>();
        for (int i = 0; i < pages.size(); i++) {
            answers.add(answer.data("/a" + i));
        }
        return answers;
    }
}
