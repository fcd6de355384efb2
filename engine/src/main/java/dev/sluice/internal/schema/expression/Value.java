// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;
import java.util.stream.Stream;

/// A value that is known before a request is sent.
public sealed interface Value extends Operand {

    /// Returns the references that the value is made of, from left to right.
    default Stream<Reference> references() {
        return switch (this) {
            case Reference reference -> Stream.of(reference);
            case Negated(var value) -> value.references();
            case Shifted(var time, _) -> time.references();
            case Extreme(_, var one, var other) ->
                    Stream.concat(one.references(), other.references());
            case Edited(_, var list, var given, _) ->
                    Stream.concat(Stream.of(list), given.references());
            case OfGlobalId(var id, var form, _) -> Stream.concat(id.references(), form.claims());
            case Literal _, Element _ -> Stream.empty();
        };
    }

    /// @param value a `String`, a `BigDecimal`, a `Boolean` or an empty `List`
    record Literal(Object value) implements Value {}

    /// `$root.path`.
    ///
    /// @param path possibly empty
    record Reference(Root root, List<String> path) implements Value {
        public Reference {
            path = List.copyOf(path);
        }

        /// Returns the reference as an expression has it.
        public String text() {
            return "$"
                    + String.join(
                            ".", Stream.concat(Stream.of(root.text()), path.stream()).toList());
        }
    }

    /// `-value`, of a number.
    record Negated(Value value) implements Value {}

    /// `$now + 24h`: a time that is a fixed length later or, if the length is negative, earlier.
    record Shifted(Value time, TimeShift by) implements Value {}

    /// `min(one, other)` or `max(one, other)`, in the order of DynamoDB.
    record Extreme(boolean greatest, Value one, Value other) implements Value {}

    /// `list_put(list, given)` and the like: a stored list of objects, one of which is changed.
    ///
    /// @param given the object, or for a removal the value of its field `unique`
    /// @param unique the field in which all objects of the list differ; the parser leaves it empty
    record Edited(ListEdit edit, Reference list, Value given, String unique) implements Value {}

    /// The current element of the values that one term gives a field of a key, such as `IN $list`.
    /// The parser never creates one.
    ///
    /// @param place which of these terms it is, from 0
    record Element(int place) implements Value {}

    /// The value that a global id, or the representation of an entity, gives one field of a key. It
    /// is null if the id is not one of the type, or names an item of another tenant. The parser
    /// never creates one.
    ///
    /// @param id the value that should be a global id or a representation
    /// @param part the index in the parts of the form
    record OfGlobalId(Value id, GlobalId form, int part) implements Value {}
}
