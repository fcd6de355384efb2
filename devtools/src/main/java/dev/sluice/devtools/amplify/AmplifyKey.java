// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The key of a model in its table, or in an index. Amplify joins the values of several sort key
/// fields by `#`, in an attribute whose name is that of the fields, joined by `#`.
///
/// @param index the name of the index, or null for the table
/// @param queryField the name of the query that Amplify makes, or null
record AmplifyKey(
        @Nullable String index, String partition, List<String> sort, @Nullable String queryField) {
    AmplifyKey {
        sort = List.copyOf(sort);
    }

    List<String> fields() {
        var fields = new ArrayList<String>();
        fields.add(partition);
        fields.addAll(sort);
        return fields;
    }

    boolean isComposed() {
        return sort.size() > 1;
    }

    /// Returns the arguments of `@table` or `@index`.
    String arguments() {
        var arguments = new StringBuilder("partitionKey: \"{%s}\"".formatted(partition));
        if (!sort.isEmpty()) {
            arguments.append(", sortKey: \"{%s}\"".formatted(String.join("}#{", sort)));
        }
        if (isComposed()) {
            arguments.append(", sortKeyName: \"%s\"".formatted(String.join("#", sort)));
        }
        return arguments.toString();
    }
}
