// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.telemetry.Drift.Unread.Reason;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Comparator;
import java.util.Map;

/// Finds why an item has none of the types of the schema, although it is in their range.
final class UnfitKeys {
    private UnfitKeys() {}

    /// The reasons are in the order of their resemblance. Returns the reason of the type that the
    /// item resembles most.
    static Reason reason(Target target, Map<String, AttributeValue> attributes) {
        return target.members().stream()
                .map(type -> reason(type, attributes))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Reason reason(StoredType type, Map<String, AttributeValue> attributes) {
        return KeyFields.of(type, attributes) != null
                ? Reason.DISCRIMINATOR_OF_NO_TYPE
                : type.key()
                        .halves()
                        .map(half -> reason(half, attributes))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
    }

    /// Returns the reason of one half of the key. If nothing is wrong with it, the halves differ.
    private static Reason reason(Key key, Map<String, AttributeValue> attributes) {
        var stored = attributes.get(key.attribute().name());
        if (stored == null) {
            return Reason.KEY_OF_NO_TYPE;
        }
        if (!key.derived()) {
            return Reason.KEY_DIFFERS;
        }
        var template = key.template();
        if (template.isLone()) {
            return !KeyFields.isValue(key, stored)
                    ? Reason.KEY_OF_NO_TYPE
                    : KeyFields.isExact(key, stored) ? Reason.KEY_DIFFERS : Reason.KEY_NOT_ESCAPED;
        }
        if (stored.s() == null || !template.resembles(stored.s())) {
            return Reason.KEY_OF_NO_TYPE;
        }
        if (template.match(stored.s()).isPresent()) {
            return Reason.KEY_DIFFERS;
        }
        return template.inAnyCase().match(stored.s()).isPresent()
                ? Reason.KEY_NOT_LOWER_CASE
                : Reason.KEY_NOT_ESCAPED;
    }
}
