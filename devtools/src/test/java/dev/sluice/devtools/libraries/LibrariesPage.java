// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/// Makes `docs/reference/libraries.md`.
record LibrariesPage(Zip zip, List<Pin> pins, Advisories advisories) {
    String text() {
        var page = new StringJoiner("\n", "", "\n");
        page.add(
                """
                # Libraries in the artifact

                `function.zip` has about %d MB and %d jars: Sluice's engine, and the %d libraries below, which have %,d KB.
                [Dependencies](dependencies.md) gives the reasons for those that a `pom.xml` names. The others are what these need.

                The build fails in these cases:

                - The zip contains a jar that is not in `function/libraries.txt`, or one with other bytes.
                - A licence is not in the table.
                - A version has an advisory of `.ci/advisories.json`. That list is of %s. It has the format of
                  [OSV](https://ossf.github.io/osv-schema/), and the build needs no network for it.

                If Maven is online, the build also makes a bill of materials for scanners, `function/target/bom.json` (CycloneDX). The workflow
                `audit.yml` compares it with OSV's database each working day. If it finds an advisory, upgrade the library, and add
                the advisory to the list, so that nobody goes back to the old version. The workflow has not run yet.

                ## Licences

                | Licence | What it asks of you | Libraries |
                |---|---|---|
                """
                        .formatted(
                                Math.round(zip.bytes() / 1e6),
                                zip.jars().size(),
                                pins.size(),
                                kilobytes(pins.stream().mapToLong(this::bytes).sum()),
                                advisories.date())
                        .stripTrailing());
        Arrays.stream(Licence.values())
                .map(licence ->
                        "| %s | %s | %d |"
                                .formatted(
                                        licence.id(),
                                        licence.asks(),
                                        pins.stream()
                                                .filter(pin -> pin.licence().equals(licence.id()))
                                                .count()))
                .forEach(page::add);
        page.add("").add("## Libraries").add("");
        page.add("| Library | Version | Licence | KB |").add("|---|---|---|---|");
        pins.stream()
                .sorted(Comparator.comparing(Pin::name))
                .map(pin ->
                        "| %s | %s | %s | %,d |"
                                .formatted(
                                        pin.name(),
                                        pin.version(),
                                        pin.licence(),
                                        kilobytes(bytes(pin))))
                .forEach(page::add);
        return page.toString();
    }

    private long bytes(Pin pin) {
        return Objects.requireNonNull(zip.jars().get(pin.jar()), pin.jar()).bytes();
    }

    private static long kilobytes(long bytes) {
        return Math.ceilDiv(bytes, 1_000);
    }
}
