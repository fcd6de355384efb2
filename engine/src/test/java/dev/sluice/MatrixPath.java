// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.MatrixWorld.Asker;
import dev.sluice.MatrixWorld.Thing;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One way to request an item.
///
/// @param types of the items that it leads to
/// @param query requests an item
/// @param opens whether a caller gets the item on this path
/// @param mixed whether the answer also has other items that the caller may see
record MatrixPath(
        String name,
        Set<String> types,
        Function<Thing, String> query,
        BiPredicate<Asker, Thing> opens,
        boolean mixed) {
    private static final String FIELDS = "{ text more }";
    private static final Set<String> ALL = Set.of("note", "memo", "paper", "post", "vault");
    private static final Set<String> INDEXED = Set.of("note", "paper", "post", "vault");
    private static final Set<String> BY_OWNER = Set.of("note", "memo", "vault");
    private static final Set<String> DESK = Set.of("note", "memo");

    static final List<MatrixPath> PATHS =
            List.of(
                    path("by id", ALL, thing -> "{ %s }".formatted(one(thing, FIELDS))),
                    path(
                            "a named fragment",
                            ALL,
                            thing ->
                                    "{ %s } fragment f on %s { text ...g } fragment g on Shown { more }"
                                            .formatted(one(thing, "{ ...f }"), thing.typeName())),
                    path(
                            "inline fragments",
                            ALL,
                            thing ->
                                    "{ %s }"
                                            .formatted(
                                                    one(
                                                            thing,
                                                            "{ ... on Shown { text } ... { more } }"))),
                    path(
                            "twenty aliases",
                            ALL,
                            thing ->
                                    IntStream.range(0, 20)
                                            .mapToObj(i -> "a" + i + ": " + one(thing, FIELDS))
                                            .collect(Collectors.joining(" ", "{ ", " }"))),
                    path("a batch", ALL, MatrixPath::batch),
                    path(
                            "a nested item",
                            ALL,
                            thing ->
                                    "{ tile(id: \"to-%s\") { %s %s } }"
                                            .formatted(thing.id(), thing.type(), FIELDS)),
                    path(
                            "a nested list",
                            BY_OWNER,
                            thing ->
                                    "{ tile(id: \"to-%s\") { %sOf { edges { node %s } } } }"
                                            .formatted(thing.id(), thing.type() + "s", FIELDS)),
                    path(
                            "edges of a list",
                            BY_OWNER,
                            thing ->
                                    "{ %sOf(owner: \"%s\") { edges { cursor node %s } pageInfo { hasNextPage endCursor } } }"
                                            .formatted(thing.type() + "s", thing.owner(), FIELDS)),
                    path(
                            "nodes of a list",
                            BY_OWNER,
                            thing ->
                                    "{ %sOf(owner: \"%s\") { nodes %s } }"
                                            .formatted(thing.type() + "s", thing.owner(), FIELDS)),
                    new MatrixPath(
                            "a list that its field opens by a record",
                            Set.of("paper"),
                            thing ->
                                    "{ papersOf(team: \"%s\") { edges { node %s } nodes %s } }"
                                            .formatted(thing.team(), FIELDS, FIELDS),
                            (asker, thing) -> asker.teams().contains(thing.team()),
                            false),
                    path(
                            "a list whose key says whether a condition holds",
                            Set.of("post"),
                            thing ->
                                    "{ postsOf(team: \"%s\", state: %s) { edges { node %s } nodes %s } }"
                                            .formatted(
                                                    thing.team(),
                                                    thing.isDraft() ? "DRAFT" : "OPEN",
                                                    FIELDS,
                                                    FIELDS)),
                    path(
                            "a list whose filter says whether a condition holds",
                            Set.of("post"),
                            thing ->
                                    "{ %sPosts(team: \"%s\") { nodes %s } }"
                                            .formatted(
                                                    thing.isDraft() ? "draft" : "open",
                                                    thing.team(),
                                                    FIELDS)),
                    new MatrixPath(
                            "a union",
                            DESK,
                            thing ->
                                    "{ desk(owner: \"%s\") { edges { node { ... on Note %s ... on Memo %s } } } }"
                                            .formatted(thing.owner(), FIELDS, FIELDS),
                            MatrixWorld::sees,
                            true),
                    new MatrixPath(
                            "an interface",
                            DESK,
                            thing ->
                                    "{ entries(owner: \"%s\") { edges { node { __typename text more } } pageInfo { endCursor } } }"
                                            .formatted(thing.owner()),
                            MatrixWorld::sees,
                            true),
                    path(
                            "an index that holds everything",
                            INDEXED,
                            thing ->
                                    "{ %sByCode(code: \"%s\") %s }"
                                            .formatted(thing.type(), thing.id(), FIELDS)),
                    path(
                            "an index that holds keys",
                            INDEXED,
                            thing ->
                                    "{ %sByTag(tag: \"%s\") %s }"
                                            .formatted(thing.type(), thing.id(), FIELDS)),
                    path(
                            "a write of several items that answers them",
                            Set.of("note", "memo", "post", "vault"),
                            thing ->
                                    "mutation { mark%ss(%s) %s }"
                                            .formatted(thing.typeName(), keys(thing), FIELDS)),
                    new MatrixPath(
                            "a field with a rule of its own",
                            Set.of("note"),
                            thing -> "{ %s }".formatted(one(thing, "{ secret }")),
                            (asker, _) -> asker.grants().contains("support"),
                            true),
                    new MatrixPath(
                            "a root field with a rule of its own",
                            Set.of("tile"),
                            thing -> "{ office(id: \"%s\") %s }".formatted(thing.id(), FIELDS),
                            (asker, _) ->
                                    asker.grants().contains("support")
                                            || asker.grants().contains("memos"),
                            false));

    private static MatrixPath path(String name, Set<String> types, Function<Thing, String> query) {
        return new MatrixPath(name, types, query, MatrixWorld::sees, false);
    }

    private static String one(Thing thing, String selection) {
        return "%s(%sid: \"%s\") %s".formatted(thing.type(), around(thing), thing.id(), selection);
    }

    /// Returns the arguments that the key of the item has besides its id.
    private static String around(Thing thing) {
        return BY_OWNER.contains(thing.type())
                ? "owner: \"%s\", ".formatted(thing.owner())
                : thing.type().equals("post") ? "team: \"%s\", ".formatted(thing.team()) : "";
    }

    private static String keys(Thing thing) {
        return "%1$sids: [\"%2$s\", \"%2$s\"]".formatted(around(thing), thing.id());
    }

    /// Requests the item between missing ones, twice, and among items of others if the key allows
    /// it.
    private static String batch(Thing thing) {
        var ids = "ids: [\"no\", \"%1$s\", \"p2\", \"no\", \"p1\", \"%1$s\"]".formatted(thing.id());
        return "{ %ss(%s%s) %s }".formatted(thing.type(), around(thing), ids, FIELDS);
    }
}
