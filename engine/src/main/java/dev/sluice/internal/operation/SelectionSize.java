// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

/// How far a selection set reaches, with its fragments in their places. Sums end at the largest
/// int.
///
/// @param breadth fields of the set itself
/// @param fields fields at any level
/// @param depth levels of fields, without introspection
/// @param lists how many fields named as a list of introspection stand in each other
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

    /// Both within one selection set.
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

    /// A field that has this selection set.
    ///
    /// @param list whether it is named as a list of introspection
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

    /// This field as one that reads the schema.
    SelectionSize asIntrospection() {
        return new SelectionSize(breadth, fields, 0, 0, depth, fields, lists);
    }

    private static long sum(long one, long other) {
        return Math.min(one + other, Integer.MAX_VALUE);
    }
}
