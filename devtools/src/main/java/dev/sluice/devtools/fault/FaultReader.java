// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import dev.sluice.devtools.fault.Fault.Moment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads the fault of a specification, and the condition `when`, which some faults have.
record FaultReader(Words words) {
    private static final Set<String> FAULTS =
            SpecReader.sorted(
                    "latency",
                    "error",
                    "cancel",
                    "unprocessed",
                    "reset",
                    "close",
                    "silence",
                    "drip",
                    "reply");
    private static final Set<String> REASONS =
            SpecReader.sorted(
                    "None",
                    "AccessDenied",
                    "ConditionalCheckFailed",
                    "DuplicateItem",
                    "ItemCollectionSizeLimitExceeded",
                    "ProvisionedThroughputExceeded",
                    "ThrottlingError",
                    "TransactionConflict",
                    "ValidationError");
    private static final Map<String, Boolean> PARTS =
            new TreeMap<>(Map.of("all", false, "half", true));

    Fault read() throws InvalidFaultException {
        return switch (words.fault()) {
            case "latency" -> withoutWhen(new Fault.Latency(time("300ms")));
            case "error" -> error();
            case "cancel" -> withoutWhen(new Fault.Cancelled(reasons()));
            case "unprocessed" -> withoutWhen(unprocessed());
            case "reset" -> lost(true);
            case "close" -> lost(false);
            case "silence" -> silence();
            case "drip" -> withoutWhen(new Fault.Drip(time("50ms")));
            case "reply" -> withoutWhen(damaged());
            default -> throw Words.unknown("fault", words.fault(), FAULTS);
        };
    }

    private java.time.Duration time(String example) throws InvalidFaultException {
        return SpecValues.time(words.fault(), words.value(example));
    }

    private Fault error() throws InvalidFaultException {
        var name = words.value("ThrottlingException");
        var reply = KnownErrors.reply(name);
        if (reply == null) {
            throw Words.unknown("error", name, KnownErrors.names());
        }
        return new Fault.ErrorReply(
                reply, moment(Set.of(Moment.BEFORE, Moment.AFTER)) == Moment.AFTER);
    }

    private List<String> reasons() throws InvalidFaultException {
        var reasons = List.of(words.value("TransactionConflict").split(",", -1));
        for (var reason : reasons) {
            if (!REASONS.contains(reason)) {
                throw Words.unknown("reason", reason, REASONS);
            }
        }
        return reasons;
    }

    private Fault unprocessed() throws InvalidFaultException {
        var half = PARTS.get(words.value("all"));
        if (half == null) {
            throw Words.unknown("part", words.value("all"), PARTS.keySet());
        }
        return new Fault.Unprocessed(half);
    }

    private Fault damaged() throws InvalidFaultException {
        var known =
                Arrays.stream(Damage.values())
                        .collect(
                                Collectors.toMap(
                                        FaultReader::word,
                                        each -> each,
                                        (a, _) -> a,
                                        TreeMap::new));
        var damage = known.get(words.value("empty"));
        if (damage == null) {
            throw Words.unknown("reply", words.value("empty"), known.keySet());
        }
        return new Fault.Damaged(damage);
    }

    private Fault lost(boolean reset) throws InvalidFaultException {
        words.requireNoValue();
        return new Fault.Lost(moment(Set.of(Moment.values())), reset);
    }

    private Fault silence() throws InvalidFaultException {
        words.requireNoValue();
        return new Fault.Silence(moment(Set.of(Moment.BEFORE, Moment.AFTER)) == Moment.AFTER);
    }

    private Moment moment(Set<Moment> possible) throws InvalidFaultException {
        var text = words.condition("when");
        if (text == null) {
            return Moment.BEFORE;
        }
        for (var moment : possible) {
            if (word(moment).equals(text)) {
                return moment;
            }
        }
        var names = possible.stream().map(FaultReader::word).collect(Collectors.toSet());
        throw Words.unknown("moment", text, new TreeSet<>(names));
    }

    private Fault withoutWhen(Fault fault) throws InvalidFaultException {
        if (words.condition("when") != null) {
            throw new InvalidFaultException(
                    "%s has no `when`. Remove it.".formatted(words.fault()));
        }
        return fault;
    }

    private static String word(Enum<?> member) {
        return member.name().toLowerCase(Locale.ROOT);
    }
}
