// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Changes of one schema, each forwards and backwards.
final class SkewChanges {
    static final String BASE =
            """
            schema @limits(requests: 60, readUnits: 4000, writeUnits: 500) { query: Query mutation: Mutation }
            enum Status { OPEN DONE }
            type Place { city: String! zip: String }
            input PlaceInput { city: String! zip: String }
            union Entry = Ticket | Comment
            type Ticket
              @table(name: "Tickets", partitionKey: "TEAM#{team}", sortKey: "TICKET#{id}", itemSize: 3)
              @index(name: "byStatus", partitionKey: "STATUS#{status}", sortKey: "{id}")
              @auth(rules: [{group: "staff"}]) {
              team: ID!
              id: ID!
              status: Status!
              title: String!
              note: String
              points: Int!
              tags: [String!]
              place: Place
              due: DateTime
            }
            type Comment
              @table(name: "Tickets", partitionKey: "TEAM#{team}", sortKey: "COMMENT#{id}", itemSize: 3)
              @auth(rules: [{group: "staff"}]) {
              team: ID!
              id: ID!
              text: String!
            }
            type Query {
              oneTicket(team: ID!, id: ID!): Ticket @auth(rules: [{signedIn: true}])
                @getItem(key: "team = $team AND id = $id", consistent: true)
              oneComment(team: ID!, id: ID!): Comment @auth(rules: [{signedIn: true}])
                @getItem(key: "team = $team AND id = $id", consistent: true)
              tickets(team: ID!, first: Int! = 60, after: String): TicketConnection! @auth(rules: [{signedIn: true}])
                @query(keyCondition: "team = $team", consistent: true, maxItems: 60)
              byStatus(status: Status!, first: Int! = 60, after: String): TicketConnection! @auth(rules: [{signedIn: true}])
                @query(index: "byStatus", keyCondition: "status = $status", maxItems: 60)
              allEntries(team: ID!, first: Int! = 60, after: String): EntryConnection! @auth(rules: [{signedIn: true}])
                @query(keyCondition: "team = $team", consistent: true, maxItems: 60)
            }
            input TicketInput { team: ID! id: ID! status: Status! title: String! note: String points: Int! tags: [String!] place: PlaceInput due: DateTime }
            input TicketPatch { title: String points: Int }
            input CommentInput { team: ID! id: ID! text: String! }
            type Mutation {
              addTicket(input: TicketInput!): Ticket @auth(rules: [{signedIn: true}]) @write(put: "Ticket", item: "...$input")
              addComment(input: CommentInput!): Comment @auth(rules: [{signedIn: true}]) @write(put: "Comment", item: "...$input")
              changeTicket(team: ID!, id: ID!, patch: TicketPatch!): Ticket @auth(rules: [{signedIn: true}])
                @write(update: "Ticket", key: "team = $team AND id = $id", expression: "SET ...$patch")
              moveTicket(team: ID!, id: ID!, status: Status!): Ticket @auth(rules: [{signedIn: true}])
                @write(update: "Ticket", key: "team = $team AND id = $id", expression: "SET status = $status")
            }
            """;

    private static final String TICKET = "  due: DateTime\n}";
    private static final String INPUT = "due: DateTime }";
    private static final String INDEX = "sortKey: \"{id}\")\n  @auth";

    private SkewChanges() {}

    /// @param seed of the operations, always the same for a change
    record SkewChange(String name, String earlier, String later, long seed) {}

    static List<SkewChange> all() {
        var all = new ArrayList<SkewChange>();
        for (var edit : edits()) {
            var changed = BASE;
            for (int i = 1; i < edit.size(); i += 2) {
                assertThat(changed).as(edit.getFirst()).contains(edit.get(i));
                changed = changed.replace(edit.get(i), edit.get(i + 1));
            }
            all.add(new SkewChange(edit.getFirst(), BASE, changed, seed(all)));
            all.add(new SkewChange("not " + edit.getFirst(), changed, BASE, seed(all)));
        }
        return all;
    }

    private static long seed(List<SkewChange> before) {
        return 7_919L * before.size() + 17;
    }

    /// Returns a quarter of all: every second edit, forwards and backwards by turns.
    static List<SkewChange> sample() {
        var all = all();
        return IntStream.range(0, all.size() / 4)
                .mapToObj(number -> all.get(4 * number + number % 2))
                .toList();
    }

    /// Each has a name, and pairs of what is there and what takes its place.
    private static List<List<String>> edits() {
        return List.of(
                List.of("a value of an enum", "OPEN DONE", "OPEN DONE LOST"),
                List.of(
                        "a nullable field",
                        TICKET,
                        "  by: String\n" + TICKET,
                        INPUT,
                        "by: String " + INPUT),
                List.of(
                        "a non-null field",
                        TICKET,
                        "  by: String!\n" + TICKET,
                        INPUT,
                        "by: String! " + INPUT),
                List.of(
                        "a non-null field with a default",
                        TICKET,
                        "  gift: Boolean! @attribute(default: \"false\")\n" + TICKET,
                        INPUT,
                        "gift: Boolean " + INPUT),
                List.of(
                        "a non-null note",
                        "note: String\n",
                        "note: String!\n",
                        "note: String points",
                        "note: String! points"),
                List.of(
                        "another attribute",
                        "points: Int!\n",
                        "points: Int! @attribute(name: \"score\")\n"),
                List.of("a decimal instead of a number", "points: Int", "points: Decimal"),
                List.of(
                        "a text instead of an id",
                        "  text: String!\n}",
                        "  text: ID!\n}",
                        "id: ID! text: String!",
                        "id: ID! text: ID!"),
                List.of("another sort key", "TICKET#{id}", "T#{id}"),
                List.of(
                        "keys in lower case",
                        "itemSize: 3)\n  @index",
                        "itemSize: 3, case: LOWER)\n  @index",
                        "itemSize: 3)\n  @auth",
                        "itemSize: 3, case: LOWER)\n  @auth"),
                List.of(
                        "an index of a field",
                        INDEX,
                        "sortKey: \"{id}\")\n  @index(name: \"byTitle\", partitionKey: \"{title}\")\n  @auth",
                        "type Query {",
                        query("byTitle", "title: String!")),
                List.of(
                        "an index with a composed key",
                        INDEX,
                        "sortKey: \"{id}\")\n  @index(name: \"byTitle\", partitionKey: \"TITLE#{title}\")\n  @auth",
                        "type Query {",
                        query("byTitle", "title: String!")),
                List.of(
                        "fewer fields in the index",
                        INDEX,
                        "sortKey: \"{id}\", project: [\"title\"])\n  @auth"),
                List.of(
                        "another rule",
                        "[{group: \"staff\"}]",
                        "[{group: \"staff\"}, {public: true}]"),
                List.of(
                        "a constraint",
                        "title: String!\n",
                        "title: String! @constraint(maxLength: 7)\n"),
                List.of(
                        "a time to live",
                        "itemSize: 3)\n  @index",
                        "itemSize: 3, ttl: \"expires\")\n  @index",
                        "itemSize: 3)\n  @auth",
                        "itemSize: 3, ttl: \"expires\")\n  @auth",
                        TICKET,
                        "  expires: DateTime\n" + TICKET,
                        INPUT,
                        "expires: DateTime " + INPUT,
                        "  text: String!\n}",
                        "  text: String!\n  expires: DateTime\n}"),
                List.of(
                        "a non-null member",
                        "city: String! zip",
                        "city: String! country: String! zip"),
                List.of(
                        "a type in the table",
                        "Ticket | Comment",
                        "Ticket | Comment | Event",
                        "type Query {",
                        EVENT + query("oneEvent", ""),
                        "type Mutation {",
                        "type Mutation {\n  addEvent(input: EventInput!): Event @auth(rules: [{signedIn: true}]) @write(put: \"Event\", item: \"...$input\")"),
                List.of(
                        "a discriminator",
                        "sortKey: \"COMMENT#{id}\"",
                        "sortKey: \"COMMENT#{id}\", discriminator: \"kind = 'COMMENT'\""),
                List.of("a text instead of an enum", "status: Status!", "status: String!"),
                List.of(
                        "a default",
                        "note: String\n",
                        "note: String @attribute(default: \"'-'\")\n"),
                List.of(
                        "time as a number",
                        "  due: DateTime\n}",
                        "  due: DateTime @attribute(as: N)\n}"));
    }

    private static final String EVENT =
            """
            type Event
              @table(name: "Tickets", partitionKey: "TEAM#{team}", sortKey: "EVENT#{id}", itemSize: 3)
              @auth(rules: [{group: "staff"}]) { team: ID! id: ID! }
            input EventInput { team: ID! id: ID! }
            """;

    private static String query(String name, String argument) {
        return argument.isEmpty()
                ? "type Query {\n  %s(team: ID!, id: ID!): Event @auth(rules: [{signedIn: true}]) @getItem(key: \"team = $team AND id = $id\")\n"
                        .formatted(name)
                : "type Query {\n  %1$s(%2$s, first: Int! = 60, after: String): TicketConnection! @auth(rules: [{signedIn: true}]) @query(index: \"%1$s\", keyCondition: \"title = $title\", maxItems: 60)\n"
                        .formatted(name, argument);
    }
}
