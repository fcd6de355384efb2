// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Compares the jars of the artifact with the pins, what Maven resolved, and the advisories.
record LibraryAudit(Zip zip, List<Pin> pins, List<Resolved> resolved, Advisories advisories) {
    private static final String OWN = "sluice-";
    private static final Zip.Jar NO_JAR = new Zip.Jar("unknown", 0);

    List<String> problems() {
        var problems = new ArrayList<String>();
        var jars = new TreeMap<>(zip.jars());
        jars.keySet().removeIf(jar -> jar.startsWith(OWN));
        for (var pin : pins) {
            var jar = jars.remove(pin.jar());
            if (jar == null) {
                problems.add("%s is pinned, but not in the artifact".formatted(pin.jar()));
            } else if (!jar.sha256().equals(pin.sha256())) {
                problems.add("%s is not the jar that was pinned".formatted(pin.jar()));
            }
            if (Arrays.stream(Licence.values())
                    .noneMatch(each -> each.id().equals(pin.licence()))) {
                problems.add("%s has the licence %s".formatted(pin.jar(), pin.licence()));
            }
            advisories
                    .of(pin.name(), pin.version())
                    .forEach(id -> problems.add("%s has the advisory %s".formatted(pin.jar(), id)));
        }
        jars.keySet().forEach(jar -> problems.add("%s is not pinned".formatted(jar)));
        problems.addAll(differences());
        return problems;
    }

    /// The names of jars have no groups, so the pins are also compared with what Maven resolved.
    private List<String> differences() {
        var left = new TreeSet<>(Comparator.comparing(Resolved::name));
        left.addAll(resolved);
        var problems = new ArrayList<String>();
        for (var pin : pins) {
            if (!left.removeIf(new Resolved(pin)::equals)) {
                problems.add("Maven resolved no %s:%s".formatted(pin.name(), pin.version()));
            }
        }
        left.forEach(library ->
                problems.add("Maven resolved %s:%s".formatted(library.name(), library.version())));
        return problems;
    }

    /// Returns the pins of the artifact as it is, with the licences that were reviewed.
    List<String> newPins() {
        var licences =
                pins.stream().collect(Collectors.toMap(Pin::name, Pin::licence, (one, _) -> one));
        return resolved.stream()
                .map(library ->
                        new Pin(
                                library.name(),
                                library.version(),
                                licences.getOrDefault(library.name(), "unknown"),
                                zip.jars().getOrDefault(library.jar(), NO_JAR).sha256()))
                .map(Pin::line)
                .sorted()
                .toList();
    }
}
