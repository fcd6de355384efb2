// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The items and the callers of the authorization matrix, and who may see what. Computed a second
/// time from plain data, without the engine.
final class MatrixWorld {
    static final String NEVER = "zz";

    private MatrixWorld() {}

    /// An item, as its author describes it.
    record Thing(String type, String id, String owner, String team, String tenant) {
        String canary() {
            return "canary-%s-%s".formatted(type, id);
        }

        /// Returns what the same request asks for if the item does not exist. A member of a team
        /// may ask for a post of the team.
        Thing never() {
            return new Thing(
                    type, id.charAt(0) + NEVER, NEVER, type.equals("post") ? team : NEVER, NEVER);
        }

        boolean isDraft() {
            return id.startsWith("d");
        }

        String typeName() {
            return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        }
    }

    /// A caller, as an administrator describes them.
    ///
    /// @param sub blank for an anonymous caller
    /// @param grants groups and scopes
    /// @param teams that they are a reader of today
    /// @param edited the teams that they are an editor of
    record Asker(
            String name,
            Who who,
            String sub,
            Set<String> grants,
            Set<String> teams,
            Set<String> edited,
            String tenant) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Thing> THINGS =
            List.of(
                    new Thing("note", "n1", "ann", "red", "t1"),
                    new Thing("note", "n2", "bob", "blue", "t2"),
                    new Thing("memo", "m1", "ann", "red", "t1"),
                    new Thing("memo", "m2", "bob", "blue", "t2"),
                    new Thing("paper", "p1", "ann", "red", "t1"),
                    new Thing("paper", "p2", "bob", "blue", "t2"),
                    new Thing("post", "o1", "ann", "red", "t1"),
                    new Thing("post", "d1", "ann", "red", "t1"),
                    new Thing("vault", "v1", "ann", "red", "t1"),
                    new Thing("vault", "v2", "bob", "blue", "t2"),
                    new Thing("tile", "x1", "ann", "red", "t1"));

    static final List<Asker> ASKERS =
            List.of(
                    asker("anonymous", Who.NOBODY, "", Set.of(), Set.of(), ""),
                    asker(
                            "the owner on the public route",
                            Who.user("ann", "support")
                                    .withScope("memos vault")
                                    .withClaim("tenant", "t1")
                                    .onPublicRoute(),
                            "",
                            Set.of(),
                            Set.of(),
                            ""),
                    asker(
                            "the owner without a scope",
                            Who.user("ann").withClaim("tenant", "t1"),
                            "ann",
                            Set.of(),
                            Set.of(),
                            "t1"),
                    asker(
                            "the owner with a scope",
                            Who.user("ann").withScope("vault").withClaim("tenant", "t1"),
                            "ann",
                            Set.of("vault"),
                            Set.of(),
                            "t1"),
                    asker(
                            "another owner",
                            Who.user("bob").withScope("vault").withClaim("tenant", "t2"),
                            "bob",
                            Set.of("vault"),
                            Set.of(),
                            "t2"),
                    asker(
                            "the owner in another tenant",
                            Who.user("ann").withScope("vault").withClaim("tenant", "t2"),
                            "ann",
                            Set.of("vault"),
                            Set.of(),
                            "t2"),
                    asker(
                            "a group",
                            Who.user("sue", "support"),
                            "sue",
                            Set.of("support"),
                            Set.of(),
                            ""),
                    asker(
                            "groups of a similar name",
                            Who.user("sid", "supporters", "Support"),
                            "sid",
                            Set.of(),
                            Set.of(),
                            ""),
                    asker(
                            "a scope",
                            Who.user("sam").withScope("memos"),
                            "sam",
                            Set.of("memos"),
                            Set.of(),
                            ""),
                    asker("a member", Who.user("mia"), "mia", Set.of(), Set.of("red"), ""),
                    asker(
                            "a member of both teams",
                            Who.user("max"),
                            "max",
                            Set.of(),
                            Set.of("red", "blue"),
                            ""),
                    asker(
                            "a member with another role",
                            Who.user("gil"),
                            "gil",
                            Set.of(),
                            Set.of(),
                            ""),
                    new Asker(
                            "an editor",
                            Who.user("edo"),
                            "edo",
                            Set.of(),
                            Set.of(),
                            Set.of("red"),
                            ""),
                    asker("a member who left", Who.user("ex"), "ex", Set.of(), Set.of(), ""));

    private static Asker asker(
            String name,
            Who who,
            String sub,
            Set<String> grants,
            Set<String> teams,
            String tenant) {
        return new Asker(name, who, sub, grants, teams, Set.of(), tenant);
    }

    static boolean sees(Asker asker, Thing thing) {
        var owns = asker.sub().equals(thing.owner());
        return switch (thing.type()) {
            case "note" -> owns || asker.grants().contains("support");
            case "memo" -> asker.grants().contains("memos");
            case "paper" -> owns || asker.teams().contains(thing.team());
            case "post" ->
                    asker.edited().contains(thing.team())
                            || (thing.isDraft()
                                    ? asker.grants().contains("support")
                                    : asker.teams().contains(thing.team()));
            case "vault" ->
                    owns
                            && asker.grants().contains("vault")
                            && asker.tenant().equals(thing.tenant());
            default -> true;
        };
    }

    static void fill(Api api) {
        for (var thing : THINGS) {
            var fields = new HashMap<String, String>();
            fields.put("id", thing.id());
            fields.put("text", thing.canary() + "-text");
            fields.put("more", thing.canary() + "-more");
            switch (thing.type()) {
                case "memo" -> fields.put("owner", thing.owner());
                case "tile" -> {
                    fields.put("toOwner", thing.owner());
                    fields.put("toId", thing.id());
                    fields.put("toTeam", thing.team());
                }
                case "post" -> {
                    fields.put("team", thing.team());
                    fields.put("state", thing.isDraft() ? "DRAFT" : "OPEN");
                    fields.put("code", thing.id());
                    fields.put("tag", thing.id());
                }
                default -> {
                    fields.put("owner", thing.owner());
                    fields.put("code", thing.id());
                    fields.put("tag", thing.id());
                }
            }
            switch (thing.type()) {
                case "note" -> fields.put("secret", thing.canary() + "-secret");
                case "paper" -> fields.put("team", thing.team());
                case "vault" -> fields.put("tenant", thing.tenant());
                default -> {}
            }
            api.with(thing.typeName(), fields);
            api.with("Tile", tile("to-" + thing.id(), thing));
            api.with("Tile", tile("to-" + thing.never().id(), thing.never()));
        }
        for (var asker : ASKERS) {
            for (var team : asker.teams()) {
                api.with("Member", Map.of("team", team, "user", asker.sub(), "role", "reader"));
            }
            for (var team : asker.edited()) {
                api.with("Member", Map.of("team", team, "user", asker.sub(), "role", "editor"));
            }
        }
        for (var team : List.of("red", "blue")) {
            var until = Api.NOW.minusSeconds(1).toString();
            api.with(
                    "Member", Map.of("team", team, "user", "ex", "role", "reader", "until", until));
            api.with("Member", Map.of("team", team, "user", "gil", "role", "guest"));
        }
    }

    private static Map<String, String> tile(String id, Thing to) {
        return Map.of(
                "id",
                id,
                "text",
                "Tile",
                "toOwner",
                to.owner(),
                "toId",
                to.id(),
                "toTeam",
                to.team());
    }
}
