// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The page of the reference that shows the table of failures.
record FailuresPage(FailureTable table) {
    private static final String HEAD =
            """
            # Failures

            What a client gets if DynamoDB is slow, busy or broken. Each row holds for the artifact that you deploy. Tests
            try every fault at every call site. To see a row yourself, use [`sluice serve
            --fault`](../how-to/try-failures.md).

            | Column | Meaning |
            |---|---|
            | Fault | A specification for [`--fault`](cli.md#faults). Every request of the call site meets the fault. With `first=1`, only the first request does. |
            | Call sites | Where the function calls DynamoDB. "Record of a rule" is the item that an `exists` rule reads. "Record of a token" is what Sluice reads to see whether a mutation with a `clientRequestToken` has already happened. |
            | Answer | `ok`, or the [code](errors.md) of the field, which is then null. Another field of the same operation that reads something else has its data. If "both" is added, both fields have the error. For a mutation, the answer includes [`applied`](errors.md#applied). |
            | Requests | The most requests that the field sends from this call site, with all [retries](retries.md). |

            In every row:

            - The next request to the same instance succeeds. No connection is lost, no thread is left, and all memory is
              given back.
            - No mutation is applied twice. With `applied: "no"`, DynamoDB has applied nothing. With `"unknown"`, DynamoDB
              has applied the mutation once or not at all.
            - A mutation with a token has been applied exactly once after the client has sent it again.

            Each row has the time limit of a deployed function, 10 seconds.
            """;

    private static final Map<String, String> TITLES = titles();

    private static Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        titles.put("error", "Errors");
        titles.put("cancel", "Cancelled transactions");
        titles.put("unprocessed", "Partial batches");
        titles.put("reset", "Connections that are reset");
        titles.put("close", "Connections that are closed");
        titles.put("silence", "No reply");
        titles.put("latency", "Late requests");
        titles.put("drip", "Slow replies");
        titles.put("reply", "Damaged replies");
        return titles;
    }

    String text() {
        var text = new StringBuilder(HEAD);
        TITLES.forEach((kind, title) -> {
            text.append("\n## ").append(title).append("\n\n");
            text.append("| Fault | Call sites | Answer | Requests |\n|---|---|---|---|\n");
            alike(kind)
                    .forEach((outcomes, faults) -> {
                        for (var outcome : outcomes) {
                            text.append(outcome.line(faults));
                        }
                    });
        });
        return text.toString();
    }

    /// Returns the faults of a kind by their outcomes. Many faults have the same.
    private Map<List<Outcome>, List<String>> alike(String kind) {
        var outcomes = new LinkedHashMap<String, List<Outcome>>();
        for (var row : table.rows()) {
            if (kind(row).equals(kind)) {
                outcomes.computeIfAbsent(row.fault(), _ -> new ArrayList<>())
                        .add(new Outcome(row.sites(), row.answer(), row.requests()));
            }
        }
        var faults = new LinkedHashMap<List<Outcome>, List<String>>();
        outcomes.forEach(
                (fault, all) -> faults.computeIfAbsent(all, _ -> new ArrayList<>()).add(fault));
        return faults;
    }

    private static String kind(FailureTable.Row row) {
        return row.fault().split("[= ]", -1)[0];
    }

    private record Outcome(List<CallSite> sites, String answer, int requests) {
        String line(List<String> faults) {
            return "| %s | %s | %s | %d |\n"
                    .formatted(
                            faults.stream()
                                    .map(fault -> "`" + fault + "`")
                                    .collect(Collectors.joining(", ")),
                            sites.stream().map(CallSite::title).collect(Collectors.joining(", ")),
                            words(answer),
                            requests);
        }
    }

    private static String words(String answer) {
        var words = answer.split(" ", -1);
        var code = "`" + words[0] + "`";
        return switch (words.length == 1 ? "" : words[1]) {
            case "" -> code;
            case "both" -> code + " both";
            case String applied -> code + ", applied `" + applied + "`";
        };
    }

    /// Returns the faults that the page has no section for.
    List<String> withoutSection() {
        return table.rows().stream()
                .filter(row -> !TITLES.containsKey(kind(row)))
                .map(FailureTable.Row::fault)
                .toList();
    }
}
