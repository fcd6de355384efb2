// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.contract.OperationBound;
import dev.sluice.devtools.diff.Consumer;
import dev.sluice.devtools.diff.MonthlyCost;
import dev.sluice.devtools.diff.OperationChange;
import dev.sluice.devtools.diff.SchemaDifference;
import dev.sluice.devtools.infrastructure.InfrastructureChange;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints the difference between two schemas for people: as lines, and as Markdown for a pull
/// request.
final class DiffPages {
    private DiffPages() {}

    /// @param lines one for each finding
    private record Section(String title, List<String> lines) {}

    static String text(SchemaDifference difference) {
        return sections(difference)
                .map(section ->
                        section.title()
                                + "\n"
                                + section.lines().stream()
                                        .map(line -> "  " + line + "\n")
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n", heading(difference) + "\n\n", ""));
    }

    static String markdown(SchemaDifference difference) {
        return sections(difference)
                .map(section ->
                        "### %s\n\n%s"
                                .formatted(
                                        section.title(),
                                        section.lines().stream()
                                                .map(line -> "- " + line + "\n")
                                                .collect(Collectors.joining())))
                .collect(
                        Collectors.joining(
                                "\n", "## Schema change\n\n" + heading(difference) + "\n\n", ""));
    }

    private static String heading(SchemaDifference difference) {
        return "From %s to %s: %s"
                .formatted(
                        difference.from(),
                        difference.to(),
                        difference.breaks()
                                ? "this breaks something that is used."
                                : "nothing that is used breaks.");
    }

    private static Stream<Section> sections(SchemaDifference difference) {
        var infrastructure = difference.infrastructure();
        return Stream.of(
                        new Section("What clients see", contract(difference)),
                        new Section("Operations", operations(difference)),
                        new Section("What is stored", stored(difference)),
                        new Section(
                                "Tables, indexes, streams and permissions",
                                Stream.of(
                                                lines("table", infrastructure.tables()),
                                                lines("index", infrastructure.indexes()),
                                                lines("stream", infrastructure.streams()),
                                                lines("permission", infrastructure.permissions()))
                                        .flatMap(List::stream)
                                        .toList()),
                        new Section(
                                "What DynamoDB asks for a month of this traffic",
                                money(difference.month())),
                        new Section("Deployments", numbered(difference.deployments())))
                .filter(section -> !section.lines().isEmpty());
    }

    private static List<String> contract(SchemaDifference difference) {
        return difference.contract().stream()
                .map(each ->
                        "%s %s: %s.%s %s"
                                .formatted(
                                        each.change().level(),
                                        each.change().coordinate(),
                                        each.change().text(),
                                        each.owner() == null
                                                ? ""
                                                : " Owner: %s.".formatted(each.owner()),
                                        uses(each.uses())))
                .map(String::strip)
                .toList();
    }

    private static String uses(List<Consumer> uses) {
        return uses.isEmpty()
                ? ""
                : uses.stream()
                        .map(DiffPages::consumer)
                        .collect(Collectors.joining(", ", "Used by ", "."));
    }

    private static String consumer(Consumer consumer) {
        var requests = consumer.requests();
        var last = consumer.lastSeen();
        var clients = consumer.clients();
        return requests == null
                ? consumer.name()
                : "%s (%s%s%s)"
                        .formatted(
                                consumer.name(),
                                Quantity.of(requests, "request"),
                                clients.isEmpty() ? "" : " of " + String.join(" and ", clients),
                                last == null ? "" : ", last " + last);
    }

    private static List<String> operations(SchemaDifference difference) {
        var lines = new ArrayList<String>();
        for (var each : difference.operations()) {
            switch (each.effect()) {
                case BROKEN ->
                        lines.add(
                                "BROKEN %s: %s."
                                        .formatted(
                                                consumer(each.operation()),
                                                String.join("; ", each.faults())));
                case DEARER, CHEAPER ->
                        lines.add(
                                "%s %s: %s"
                                        .formatted(
                                                each.effect(),
                                                consumer(each.operation()),
                                                bounds(each)));
                case NEW ->
                        lines.add(
                                "NEW %s: %s"
                                        .formatted(
                                                consumer(each.operation()),
                                                bound(Objects.requireNonNull(each.after()))));
                case INVALID ->
                        lines.add(
                                "INVALID %s: neither schema accepts it."
                                        .formatted(consumer(each.operation())));
                case SAME -> {}
            }
        }
        difference
                .unknown()
                .forEach(operation ->
                        lines.add(
                                "UNKNOWN %s: its text is not among the operations, so it may use anything."
                                        .formatted(consumer(operation))));
        if (difference.unreadLines() > 0) {
            lines.add(
                    "UNKNOWN %s of the log: no JSON, so their operations may use anything."
                            .formatted(Quantity.of(difference.unreadLines(), "line")));
        }
        return lines;
    }

    private static String bounds(OperationChange change) {
        return "at most %s, before %s."
                .formatted(
                        bound(Objects.requireNonNull(change.after())),
                        bound(Objects.requireNonNull(change.before())));
    }

    private static String bound(OperationBound bound) {
        return "%s in %s, %s, %s"
                .formatted(
                        Quantity.of(bound.requests(), "request"),
                        Quantity.of(bound.waves(), "wave"),
                        units(bound.readUnits(), "read unit"),
                        Quantity.of(bound.writeUnits(), "write unit"));
    }

    private static String units(double amount, String unit) {
        return amount == Math.rint(amount)
                ? Quantity.of((long) amount, unit)
                : String.format(Locale.ROOT, "%.1f %ss", amount, unit);
    }

    private static List<String> stored(SchemaDifference difference) {
        return difference.stored().stream()
                .map(each ->
                        "%s %s: %s. To be safe: %s."
                                .formatted(
                                        each.level(), each.coordinate(), each.text(), each.fix()))
                .toList();
    }

    private static List<String> lines(String what, InfrastructureChange.Both both) {
        return Stream.concat(
                        both.added().stream().map(each -> "+ %s %s".formatted(what, each)),
                        both.removed().stream().map(each -> "- %s %s".formatted(what, each)))
                .toList();
    }

    private static List<String> money(@Nullable MonthlyCost month) {
        return month == null
                ? List.of()
                : List.of(
                        "At most USD %.2f, before %.2f: USD %.2f %s."
                                .formatted(
                                        month.after(),
                                        month.before(),
                                        Math.abs(month.after() - month.before()),
                                        month.after() < month.before() ? "less" : "more"));
    }

    private static List<String> numbered(List<String> steps) {
        var lines = new ArrayList<String>();
        for (var step : steps) {
            lines.add("%d. %s".formatted(lines.size() + 1, step));
        }
        return lines;
    }
}
