// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.Sent.query;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Cursors that were changed, that come from elsewhere, or whose item was deleted.
final class CursorCases {
    private static final String PAGE =
            "query($after: String) { me { orders(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor } } } }";
    private static final String END = "/me/orders/pageInfo/endCursor";
    private static final String READINGS =
            "query($after: String) { readings(device: \"%s\", kind: \"%s\", first: 2, after: $after)"
                    + " { edges { node { sequence } } pageInfo { hasNextPage endCursor } } }";

    private CursorCases() {}

    static Cases cases() {
        var cases = new Cases();
        changed(cases);
        fromElsewhere(cases);
        deleted(cases);
        filtered(cases);
        return cases;
    }

    private static void changed(Cases cases) {
        cases.of(Clause.CHANGED_CURSORS);
        for (var cursor :
                List.of(
                        "",
                        SECRET,
                        "x",
                        "AQ",
                        "*",
                        "AAAA".repeat(1_000),
                        "A".repeat(20_000),
                        "é",
                        "#",
                        "null")) {
            refused(
                    cases,
                    "the cursor " + (cursor.length() > 20 ? cursor.length() + " letters" : cursor),
                    _ -> page(cursor));
        }
        for (var place : List.of(0, 1, 2, 3, 8, 16, 40)) {
            changed(cases, "letter %d changed".formatted(place), cursor -> flipped(cursor, place));
        }
        changed(cases, "its last letter changed", cursor -> flipped(cursor, cursor.length() - 1));
        changed(
                cases,
                "its last letter cut off",
                cursor -> cursor.substring(0, cursor.length() - 1));
        changed(
                cases,
                "its second half cut off",
                cursor -> cursor.substring(0, cursor.length() / 2));
        changed(cases, "a letter more", cursor -> cursor + "A");
        changed(cases, "padding", cursor -> cursor + "=");
        changed(cases, "itself once more", cursor -> cursor + cursor);
        changed(cases, "a space", cursor -> cursor + " ");
    }

    private static void changed(Cases cases, String how, UnaryOperator<String> change) {
        refused(
                cases,
                "a cursor with " + how,
                stage -> page(change.apply(stage.text(query(PAGE), END))));
    }

    private static String flipped(String cursor, int place) {
        var letter = cursor.charAt(place) == 'A' ? 'B' : 'A';
        return cursor.substring(0, place) + letter + cursor.substring(place + 1);
    }

    private static Sent page(String after) {
        return query(PAGE, Map.of("after", after));
    }

    private static void fromElsewhere(Cases cases) {
        var other =
                "query($after: String) { me { ordersByStatus(status: SHIPPED, first: 2, after: $after) { pageInfo { endCursor } } } }";
        cases.of(Clause.CURSORS_FROM_ELSEWHERE);
        refused(
                cases,
                "the cursor of another caller",
                stage -> page(stage.text(query(PAGE).by("c2"), END)));
        refused(
                cases,
                "the cursor of another field",
                stage -> page(stage.text(query(other), "/me/ordersByStatus/pageInfo/endCursor")));
        answered(
                cases,
                "{\"me\":null}",
                "/me/ordersByStatus BAD_CURSOR",
                "the cursor of other arguments",
                stage -> {
                    var cursor = stage.text(query(other), "/me/ordersByStatus/pageInfo/endCursor");
                    return query(other.replace("SHIPPED", "CANCELLED"), Map.of("after", cursor));
                });
        answered(
                cases,
                "{\"user\":null}",
                "/user/orders BAD_CURSOR",
                "the cursor of another customer's orders",
                stage -> {
                    var support =
                            "query($after: String) { user(id: \"%s\") { orders(first: 2, after: $after) { pageInfo { endCursor } } } }";
                    var cursor =
                            stage.text(
                                    query(support.formatted("c2")).by("s", "support"),
                                    "/user/orders/pageInfo/endCursor");
                    return query(support.formatted("c3"), Map.of("after", cursor))
                            .by("s", "support");
                });
        answered(
                cases,
                "null",
                "/readings BAD_CURSOR",
                "the cursor of another schema's field",
                stage ->
                        desk(
                                READINGS.formatted("d", "early"),
                                Map.of("after", stage.text(query(PAGE), END))));
        cases.answered(
                "{\"me\":{\"orders\":{\"pageInfo\":{\"hasPreviousPage\":true}}}}",
                List.of(),
                "the caller's own cursor",
                stage ->
                        query(
                                "query($after: String) { me { orders(first: 2, after: $after) { pageInfo { hasPreviousPage } } } }",
                                Map.of("after", stage.text(query(PAGE), END))));
    }

    private static void refused(Cases cases, String name, Function<Stage, Sent> sent) {
        answered(cases, "{\"me\":null}", "/me/orders BAD_CURSOR", name, sent);
    }

    private static void answered(
            Cases cases, String data, String error, String name, Function<Stage, Sent> sent) {
        cases.answered(data, List.of(error), name, sent);
    }

    private static void deleted(Cases cases) {
        cases.of(Clause.CURSOR_OF_A_DELETED_ITEM)
                .answered(
                        "{\"readings\":{\"edges\":[{\"node\":{\"sequence\":2}},{\"node\":{\"sequence\":3}}],"
                                + "\"pageInfo\":{\"hasNextPage\":true}}}",
                        List.of(),
                        "the item of a cursor is gone, and no other is skipped or repeated",
                        stage -> {
                            var document = READINGS.formatted("deleted", "early");
                            var cursor = stage.text(desk(document), "/readings/pageInfo/endCursor");
                            stage.dynamoDb()
                                    .deleteItem(delete ->
                                            delete.tableName(Stage.TABLE_PREFIX + "Readings")
                                                    .key(
                                                            Map.of(
                                                                    "device",
                                                                    AttributeValue.fromS("deleted"),
                                                                    "sequence",
                                                                    AttributeValue.fromN("1"))));
                            return desk(
                                    document.replace(" endCursor", ""), Map.of("after", cursor));
                        });
    }

    private static void filtered(Cases cases) {
        var document = READINGS.formatted("d", "late");
        cases.of(Clause.EMPTY_FILTERED_PAGE)
                .answered(
                        "{\"readings\":{\"edges\":[],\"pageInfo\":{\"hasNextPage\":true}}}",
                        "a page of nothing says that there is more",
                        desk(document.replace(" endCursor", "")))
                .answered(
                        "{\"readings\":{\"edges\":[{\"node\":{\"sequence\":11}}],\"pageInfo\":{\"hasNextPage\":false}}}",
                        List.of(),
                        "pages of nothing advance to the item behind them",
                        stage -> {
                            var cursors = new ArrayList<String>();
                            cursors.add(stage.text(desk(document), "/readings/pageInfo/endCursor"));
                            cursors.add(
                                    stage.text(
                                            desk(document, Map.of("after", cursors.getFirst())),
                                            "/readings/pageInfo/endCursor"));
                            return desk(
                                    document.replace(" endCursor", ""),
                                    Map.of("after", cursors.getLast()));
                        });
    }
}
