// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A caller who does not exist, in every group and with every scope that the schema names, so that
/// sample requests are read and not refused. The caller exists only in this process: no event from
/// outside can name it.
///
/// @param claims in the form of an HTTP API's JWT authorizer
public record SampleCaller(Map<String, String> claims) {
    public SampleCaller {
        claims = Map.copyOf(claims);
    }

    /// @param groupClaim the claim that holds the caller's groups
    public static SampleCaller of(Catalog catalog, String groupClaim) {
        var claims = new HashMap<String, String>();
        Stream.concat(
                        catalog.storedTypes().values().stream()
                                .flatMap(type -> type.pins().values().stream()),
                        fields(catalog).flatMap(SampleCaller::claimsOf))
                .forEach(claim -> claims.put(claim, "-"));
        claims.put("sub", "-");
        claims.put("iss", "-");
        claims.put(groupClaim, "[" + names(catalog, Rule::group) + "]");
        claims.put("scope", names(catalog, Rule::scope));
        return new SampleCaller(claims);
    }

    private static Stream<Field> fields(Catalog catalog) {
        return catalog.fields().values().stream().flatMap(fields -> fields.values().stream());
    }

    private static Stream<String> claimsOf(Field field) {
        return SourceValues.of(field.source())
                .flatMap(Value::references)
                .filter(reference -> reference.root() == Root.Reserved.CLAIMS)
                .map(reference -> reference.path().getFirst());
    }

    private static String names(Catalog catalog, Function<Rule, @Nullable String> name) {
        return Stream.concat(
                        catalog.storedTypes().values().stream().map(StoredType::rules),
                        fields(catalog).map(Field::rules))
                .flatMap(rules -> rules.stream())
                .map(name)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
