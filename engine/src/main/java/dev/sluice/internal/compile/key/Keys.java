// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Constraint;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeyField;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.KeyTemplate;
import dev.sluice.internal.schema.key.KeyTemplateException;
import dev.sluice.internal.schema.key.PaddedNumber;
import dev.sluice.internal.schema.key.TimeBucket;
import dev.sluice.internal.schema.key.TimePrecision;
import dev.sluice.internal.schema.key.ValueForm;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Compiles one key template of a type.
public final class Keys {
    private final Map<String, ObjectShape> shapes;
    private final Problems problems;

    /// @param shapes the shape of every embedded type, by type name
    public Keys(Map<String, ObjectShape> shapes, Problems problems) {
        this.shapes = shapes;
        this.problems = problems;
    }

    /// @param name the attribute that the schema names, or null
    /// @param composed the attribute for a template that is not a lone field, if `name` is null
    /// @param isOfIndex whether the key is of an index: an item may lack it, and it can have fields
    ///   of objects inside the item
    /// @return null if a problem was reported
    public @Nullable Key compile(
            ObjectShape shape,
            Text text,
            KeySpelling spelling,
            @Nullable String name,
            String composed,
            boolean isOfIndex) {
        KeyTemplate template;
        try {
            template = KeyTemplate.parse(text.value(), spelling);
        } catch (KeyTemplateException e) {
            problems.report(
                    text.at(),
                    shape.type(),
                    String.valueOf(e.getMessage()),
                    "separate literals and {field}s with %1$s, as in \"ORDER%1$s{id}\""
                            .formatted(spelling.separator()));
            return null;
        }
        var before = problems.count();
        var fields = new ArrayList<KeyField>();
        for (var path : template.fields()) {
            var field = find(shape, text, template, path);
            if (field != null) {
                checkField(shape, text, template, field, isOfIndex);
                fields.add(field);
            }
        }
        if (problems.count() > before) {
            return null;
        }
        return template.isLone()
                ? lone(template, fields.getFirst(), name, composed)
                : composed(shape, text, template, fields, name == null ? composed : name);
    }

    private Key composed(
            ObjectShape shape,
            Text text,
            KeyTemplate template,
            List<KeyField> fields,
            String name) {
        var forms = new HashMap<String, ValueForm>();
        for (var field : fields) {
            checkForm(shape, text, template, field);
            forms.put(
                    field.path(),
                    form(template.form(field.path()), field.last(), template.spelling()));
        }
        return new Key(
                template.formed((path, given) -> forms.getOrDefault(path, given)),
                new KeyAttribute(name, StoredAs.S),
                true,
                fields);
    }

    /// The attribute of a field inside an object cannot be a key itself, so the key is a copy.
    private static Key lone(
            KeyTemplate template, KeyField field, @Nullable String name, String composed) {
        var type = field.kind().key();
        if (type == null) {
            throw new IllegalStateException("an unchecked key field");
        }
        var lone = template.formed((_, given) -> form(given, field.kind()));
        var own = field.isInside() ? composed : field.last().name();
        var attribute = new KeyAttribute(name == null ? own : name, type);
        var isCopy = field.isInside() || !attribute.name().equals(own);
        return new Key(lone, attribute, isCopy, List.of(field));
    }

    /// Without escaping, a value that contains the separator has no key.
    private void checkForm(ObjectShape shape, Text text, KeyTemplate template, KeyField field) {
        var spelling = template.spelling();
        if (spelling.escape() == KeySpelling.Escape.NONE
                && form(template.form(field.path()), field.kind()).contains(spelling.separator())) {
            problems.report(
                    text,
                    template.offset(field.path()),
                    shape.type() + "." + field.path(),
                    "every value of `%s` contains the separator %s, and values are not escaped"
                            .formatted(field.path(), spelling.separator()),
                    "use another separator; text beside a field needs none, as in \"AT%s{%s}\""
                            .formatted(spelling.separator(), field.path()));
        }
    }

    private static ValueForm form(ValueForm given, ScalarKind kind) {
        return switch (given) {
            case PaddedNumber padded -> padded.of(kind.time());
            case TimeBucket bucket -> bucket;
            case ValueForm.Text _, ValueForm.Time _ ->
                    kind.time() == null ? given : new ValueForm.Time(kind.time());
        };
    }

    /// A text keeps its order if all its characters are above the separator.
    private static ValueForm form(ValueForm given, Attribute attribute, KeySpelling spelling) {
        var form = form(given, KeyField.of(attribute).kind());
        var lowest =
                spelling.lowerCase()
                        ? (char) Math.min('A', LowestCharacter.of(attribute))
                        : LowestCharacter.of(attribute);
        return form instanceof ValueForm.Text
                        && !spelling.keepsOrder()
                        && lowest > spelling.separator()
                ? new ValueForm.Text(lowest)
                : form;
    }

    /// Returns null if a problem was reported.
    private @Nullable KeyField find(
            ObjectShape shape, Text text, KeyTemplate template, String path) {
        var field = KeyField.find(shape, shapes, path);
        if (field == null) {
            problems.report(
                    text,
                    template.offset(path),
                    shape.type(),
                    "the key template names `%s`, which is not a stored field".formatted(path),
                    NearNames.fix(
                            path,
                            shape.attributes().keySet(),
                            path.contains(".")
                                    ? "name a field of an object that the item holds, not of a list"
                                    : "name a field that the item itself holds"));
        }
        return field;
    }

    private void checkField(
            ObjectShape shape, Text text, KeyTemplate template, KeyField found, boolean isOfIndex) {
        var attribute = found.last();
        var field = found.path();
        var offset = template.offset(field);
        if (!isOfIndex && found.isInside()) {
            problems.report(
                    text,
                    offset,
                    shape.type(),
                    "`%s` is inside an object, which can change, but the key of a table never does"
                            .formatted(field),
                    "use a field of the item itself; the key of an index can have `%s`"
                            .formatted(field));
        } else if (!isOfIndex && !attribute.nonNull()) {
            problems.report(
                    text,
                    offset,
                    shape.type() + "." + field,
                    "a key field is nullable",
                    "make it non-null: every item needs its whole key");
        }
        var kind = attribute.type() instanceof AttributeType.Scalar scalar ? scalar.kind() : null;
        if (kind == null || kind.key() == null) {
            problems.report(
                    text,
                    offset,
                    shape.type() + "." + field,
                    "a key cannot hold this type",
                    "use a string, an enum, a number, a DateTime or a binary field");
        } else if (template.form(field) instanceof PaddedNumber padded) {
            checkPadded(text, offset, shape.type() + "." + field, found, padded);
        } else if (template.form(field) instanceof TimeBucket bucket) {
            if (kind.time() == null
                    || (kind.time() == TimePrecision.DAYS && bucket == TimeBucket.HOUR)) {
                problems.report(
                        text,
                        offset,
                        shape.type() + "." + field,
                        "`%s` has no %s".formatted(field, bucket.text()),
                        "use a DateTime" + (kind.time() == null ? "" : " that is not a day"));
            }
        } else if (!template.isLone() && kind.key() != StoredAs.S) {
            problems.report(
                    text,
                    offset,
                    shape.type() + "." + field,
                    "a number or binary value inside a composed key does not keep its order (\"10\""
                            + " sorts before \"9\")",
                    "make \"{%s}\" a key of its own, or ".formatted(field)
                            + (kind.key() == StoredAs.N && kind != ScalarKind.FLOAT
                                    ? "write it with zeros before it, as \"{%s:10}\" does for 10 digits"
                                            .formatted(field)
                                    : "use a string field"));
        }
    }

    /// Every value of a number must fit its digits. The values of a time have no bounds, so a time
    /// that does not fit has no key.
    private void checkPadded(
            Text text, int offset, String coordinate, KeyField field, PaddedNumber padded) {
        var kind = field.kind();
        var attribute = field.last();
        switch (kind) {
            case INT, DECIMAL -> {
                var most = most(attribute, kind);
                var least = least(attribute);
                if (least == null || most == null || !padded.holds(least) || !padded.holds(most)) {
                    problems.report(
                            text,
                            offset,
                            coordinate,
                            "`%s` can be negative, or have more than %d digits"
                                    .formatted(field.path(), padded.width()),
                            "bound it, as in @constraint(min: 0, max: %s)"
                                    .formatted("9".repeat(padded.width())));
                }
            }
            case EPOCH_SECONDS, EPOCH_MILLISECONDS -> {}
            case STRING,
                    ID,
                    ENUM,
                    DATE_TIME,
                    DATE_TIME_SECONDS,
                    DATE,
                    FLOAT,
                    BINARY,
                    BOOLEAN,
                    JSON ->
                    problems.report(
                            text,
                            offset,
                            coordinate,
                            "`%s` is not a whole number, so it cannot have %d digits"
                                    .formatted(field.path(), padded.width()),
                            "write \"{%s}\"; only an Int, a Decimal and a DateTime with as: N can"
                                            .formatted(field.path())
                                    + " have zeros before them");
        }
    }

    /// Returns the attribute of a field that a compiled template names.
    public static Attribute stored(ObjectShape shape, String field) {
        var attribute = shape.attribute(field);
        if (attribute == null) {
            throw new IllegalStateException("an unchecked key field");
        }
        return attribute;
    }

    private static @Nullable BigDecimal least(Attribute attribute) {
        return attribute.constraints().stream()
                .map(Constraint::min)
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable BigDecimal most(Attribute attribute, ScalarKind kind) {
        var bounds =
                attribute.constraints().stream().map(Constraint::max).flatMap(Stream::ofNullable);
        var ofKind =
                Stream.of(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .filter(_ -> kind == ScalarKind.INT);
        return Stream.concat(bounds, ofKind).min(Comparator.naturalOrder()).orElse(null);
    }
}
