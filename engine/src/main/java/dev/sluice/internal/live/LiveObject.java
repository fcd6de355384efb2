// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.live;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.sluice.internal.live.LiveProblem.Code;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One JSON object of live settings. Reports what is wrong with the members that are read.
final class LiveObject {
    private final String place;
    private final JsonNode node;
    private final List<LiveProblem> problems;

    /// @param place its JSON path, empty for the root
    /// @param problems receives what is wrong
    LiveObject(String place, JsonNode node, List<LiveProblem> problems) {
        this.place = place;
        this.node = node;
        this.problems = problems;
        if (!node.isMissingNode() && !node.isObject()) {
            report(Code.LIVE_SETTING_INVALID, place, "must be an object");
        }
    }

    /// Reports members with other names.
    ///
    /// @param what the names are
    void requireNames(String what, Collection<String> names) {
        for (var name : node.properties()) {
            if (!names.contains(name.getKey())) {
                report(
                        Code.LIVE_SETTING_UNKNOWN,
                        at(name.getKey()),
                        "is not one of the %s %s".formatted(what, quoted(names)));
            }
        }
    }

    /// Returns the object with a name, empty if it is absent.
    LiveObject object(String name) {
        return new LiveObject(at(name), node.path(name), problems);
    }

    /// Returns the members, each of which must be an object, by their names.
    Map<String, LiveObject> objects() {
        var objects = new LinkedHashMap<String, LiveObject>();
        node.properties().forEach(each -> objects.put(each.getKey(), object(each.getKey())));
        return objects;
    }

    Set<String> names() {
        var names = new HashSet<String>();
        node.properties().forEach(each -> names.add(each.getKey()));
        return names;
    }

    /// Returns the value that a text names, or null if it is absent or unknown.
    <T> @Nullable T choice(String name, Map<String, T> values) {
        var value = node.path(name);
        var chosen = value.isTextual() ? values.get(value.textValue()) : null;
        if (chosen == null && !value.isMissingNode()) {
            invalid(name, "must be one of " + quoted(values.keySet()));
        }
        return chosen;
    }

    /// Returns a whole number, or null if it is absent or not in the range.
    @Nullable Integer integer(String name, int least, int most) {
        var value = node.path(name);
        var isIn =
                value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.intValue() >= least
                        && value.intValue() <= most;
        if (!isIn && !value.isMissingNode()) {
            invalid(name, "must be a number from %d to %d".formatted(least, most));
        }
        return isIn ? value.intValue() : null;
    }

    /// Returns a number from 0 to a maximum, or null if it is absent or not in the range.
    @Nullable Double share(String name, int most) {
        var value = node.path(name);
        var isIn = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= most;
        if (!isIn && !value.isMissingNode()) {
            invalid(name, "must be a number from 0 to %d".formatted(most));
        }
        return isIn ? value.doubleValue() : null;
    }

    boolean isTrue(String name) {
        var value = node.path(name);
        if (!value.isBoolean() && !value.isMissingNode()) {
            invalid(name, "must be true or false");
        }
        return value.booleanValue();
    }

    /// Returns the texts of a list, empty if it is absent.
    Set<String> texts(String name) {
        var value = node.path(name);
        var texts = new HashSet<String>();
        var isList = value.isArray() || value instanceof MissingNode;
        for (var element : value) {
            isList &= element.isTextual();
            texts.add(element.asText());
        }
        if (!isList) {
            invalid(name, "must be a list of texts");
        }
        return texts;
    }

    private void invalid(String name, String fault) {
        report(Code.LIVE_SETTING_INVALID, at(name), fault);
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private void report(Code code, String at, String fault) {
        problems.add(new LiveProblem(code, at, fault));
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map("\"%s\""::formatted).collect(joining(", "));
    }
}
