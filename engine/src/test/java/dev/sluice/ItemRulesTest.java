// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BoundedMutations;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The rules of a mutation compare the item that it reads first.
class ItemRulesTest {
    private static final List<String> USERS = List.of("ann", "bob", "cid");
    private static final int STEPS = Thoroughness.cases(40, 600);
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 60, writeUnits: 60) { query: Query mutation: Mutation }
            enum Role { EDITOR READER }
            type Query { comment(id: ID!): Comment @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}", itemSize: 1) @auth(rules: [{owner: "user"}]) {
              team: ID! user: ID! role: Role!
            }
            type Comment @table(name: "Comments", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{exists: "Member", key: "team = $item.team AND user = $claims.sub"}]) {
              id: ID! team: ID! author: ID! text: String
            }
            type Mutation {
              deleteComment(id: ID!): Comment
                @auth(rules: [{owner: "author"}, {exists: "Member", key: "team = $item.team AND user = $claims.sub", condition: "role = 'EDITOR'"}])
                @getItem(as: "c", type: "Comment", key: "id = $id", consistent: true)
                @write(delete: "Comment", key: "id = $id")
              edit(id: ID!, text: String! @constraint(maxLength: 9)): Comment
                @auth(rules: [{owner: "author"}, {group: "staff"}])
                @getItem(as: "c", type: "Comment", key: "id = $id", consistent: true)
                @write(update: "Comment", key: "id = $id", expression: "SET text = $text")
            }
            """;

    @AutoClose private final Api api = Api.of(SCHEMA);
    private final BoundedMutations mutations = new BoundedMutations(api);

    @Test
    void random_callers_delete_and_edit_what_a_model_lets_them() {
        var random = new Random(Thoroughness.seed(29));
        var roles = new HashMap<String, String>();
        var author = "ann";
        comment(author);
        for (int step = 0; step < STEPS; step++) {
            var user = USERS.get(random.nextInt(USERS.size()));
            if (random.nextInt(3) == 0) {
                var role = random.nextBoolean() ? "EDITOR" : "READER";
                roles.put(user, role);
                api.with("Member", Map.of("team", "t", "user", user, "role", role));
            } else if (random.nextInt(4) == 0) {
                roles.remove(user);
                leave(user);
            }
            var isStaff = random.nextInt(4) == 0;
            var who = isStaff ? Who.user(user, "staff") : Who.user(user);
            var isMember = roles.containsKey(user);
            var isAuthor = user.equals(author);

            var edited =
                    mutations.ask(who, "edit(id: \"c\", text: \"%d\") { text }".formatted(step));
            assertThat(edited.errors())
                    .as("step %d", step)
                    .isEqualTo(expected(isMember, isAuthor || isStaff));
            var mayDelete = isAuthor || "EDITOR".equals(roles.get(user));
            var deleted = mutations.ask(who, "deleteComment(id: \"c\") { author }");
            assertThat(deleted.errors())
                    .as("step %d", step)
                    .isEqualTo(expected(isMember, mayDelete));
            if (isMember && mayDelete) {
                assertThat(deleted.data("/f/author").asText()).isEqualTo(author);
                author = USERS.get(random.nextInt(USERS.size()));
                comment(author);
            }
        }
    }

    private static List<String> expected(boolean sees, boolean may) {
        return !sees ? List.of("/f NOT_FOUND") : may ? List.of() : List.of("/f FORBIDDEN");
    }

    @Test
    void a_caller_without_a_token_is_refused_before_anything_is_read() {
        comment("ann");
        var answer = mutations.ask(Who.NOBODY.onPublicRoute(), "deleteComment(id: \"c\") { id }");

        assertThat(answer.errors()).containsExactly("/f UNAUTHENTICATED");
        assertThat(api.wire().operations()).isEmpty();
        assertThat(api.denials())
                .extracting(each -> each.coordinate())
                .contains("Mutation.deleteComment");
    }

    @Test
    void what_the_rules_compared_must_still_hold_when_the_writes_are_applied() {
        comment("ann");
        api.with("Member", Map.of("team", "t", "user", "bob", "role", "EDITOR"))
                .with("Member", Map.of("team", "t", "user", "ann", "role", "READER"));

        beforeTheWrites(
                () -> api.with("Member", Map.of("team", "t", "user", "bob", "role", "READER")));
        assertThat(delete("bob")).containsExactly("/f NOT_FOUND");
        beforeTheWrites(() -> comment("cid"));
        assertThat(delete("ann")).containsExactly("/f CONFLICT");
        beforeTheWrites(() -> {});
        assertThat(delete("ann")).containsExactly("/f FORBIDDEN");
    }

    private List<String> delete(String user) {
        var query = Map.of("query", "mutation { f: deleteComment(id: \"c\") { id } }");
        return api.send(Who.user(user), query).errors();
    }

    private void beforeTheWrites(Runnable change) {
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("TransactWriteItems")) {
                        change.run();
                    }
                    return next.forward(request.body());
                });
    }

    private void comment(String author) {
        api.with("Comment", Map.of("id", "c", "team", "t", "author", author));
    }

    private void leave(String user) {
        var key = Map.of("team", AttributeValue.fromS("t"), "user", AttributeValue.fromS(user));
        api.dynamoDb().deleteItem(delete -> delete.tableName(api.physicalName("Members")).key(key));
    }
}
