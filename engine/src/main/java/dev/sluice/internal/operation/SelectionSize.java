// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

/// The size of a selection set, with its fragments expanded. Sums stop at the largest int.
///
/// @param breadth fields of the set itself
/// @param fields fields at any level
/// @param depth levels of fields, without introspection
/// @param lists nesting depth of fields that are named like a list of introspection
/// @param introspectionDepth the depth of the deepest `__schema` or `__type`
/// @param introspectionFields the fields within all of them
/// @param introspectionLists the lists within the deepest of them
record SelectionSize(
        long breadth,
        long fields,
        int depth,
        int lists,
        int introspectionDepth,
        long introspectionFields,
        int introspectionLists) {
    static final SelectionSize NONE = new SelectionSize(0, 0, 0, 0, 0, 0, 0);
    static final SelectionSize TYPENAME = new SelectionSize(1, 1, 0, 0, 0, 0, 0);

    /// Returns the size of both within one selection set.
    SelectionSize and(SelectionSize other) {
        return new SelectionSize(
                sum(breadth, other.breadth),
                sum(fields, other.fields),
                Math.max(depth, other.depth),
                Math.max(lists, other.lists),
                Math.max(introspectionDepth, other.introspectionDepth),
                sum(introspectionFields, other.introspectionFields),
                Math.max(introspectionLists, other.introspectionLists));
    }

    /// Returns the size of a field that has this selection set.
    ///
    /// @param list whether it is named like a list of introspection
    SelectionSize within(boolean list) {
        return new SelectionSize(
                1,
                sum(fields, 1),
                depth + 1,
                lists + (list ? 1 : 0),
                introspectionDepth,
                introspectionFields,
                introspectionLists);
    }

    /// Returns the size of this field as a field that reads the schema.
    SelectionSize asIntrospection() {
        return new SelectionSize(breadth, fields, 0, 0, depth, fields, lists);
    }

    private static long sum(long one, long other) {
        return Math.min(one + other, Integer.MAX_VALUE);
    }
}
