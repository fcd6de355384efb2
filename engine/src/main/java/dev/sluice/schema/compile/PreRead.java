// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Source;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.expression.Value;

import graphql.language.Directive;

import java.util.Map;

/// The item that a mutation reads before it writes (`@getItem(as:)`).
///
/// @param key the value of each field of the item's key
record PreRead(
        Directive directive,
        String alias,
        StoredType type,
        Source.ItemRead read,
        Map<String, Value> key) {}
