// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.binding.WriteScope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Compiles each `@write` of one mutation by itself.
final class WriteCompiler {
    private final ValueShapes forms;
    private final Map<String, ObjectShape> shapes;
    private final Targets targets;
    private final Scope arguments;
    private final WriteScope given;
    private final ReadLists lists;
    private final Problems problems;
    private final String coordinate;

    WriteCompiler(
            ValueShapes forms,
            Map<String, ObjectShape> shapes,
            Targets targets,
            Scope arguments,
            WriteScope given,
            ReadLists lists,
            Problems problems,
            String coordinate) {
        this.forms = forms;
        this.shapes = shapes;
        this.targets = targets;
        this.arguments = arguments;
        this.given = given;
        this.lists = lists;
        this.problems = problems;
        this.coordinate = coordinate;
    }

    /// What the parts of one write share.
    private record Frame(
            Directive directive,
            Verb verb,
            Target target,
            StoredType type,
            Scope scope,
            Repetitions.@Nullable Compiled each,
            @Nullable Condition condition,
            @Nullable String onFail) {

        boolean isUpsert() {
            return Directives.isTrue(directive, "upsert");
        }

        /// @param key the values of the key of the item
        Write.@Nullable Repetition repetition(Collection<Value> key) {
            return each == null ? null : each.of(key);
        }
    }

    /// Returns the write, or one for each type that its item can have; none if a problem was
    /// reported.
    List<CompiledWrite> compile(Directive directive) {
        var verb = Verb.of(directive, coordinate, problems);
        if (verb == null) {
            return List.of();
        }
        var named = Directives.required(directive, verb.argument());
        var fix = "name the type of the item to write";
        var target =
                verb == Verb.PUT
                        ? targets.stored(named, location(named), fix)
                        : targets.written(named, location(named), fix);
        if (target == null) {
            return List.of();
        }
        var drafts =
                target.members().stream()
                        .map(type -> compile(directive, verb, target, type))
                        .flatMap(Stream::ofNullable)
                        .toList();
        return drafts.size() < target.members().size() ? List.of() : drafts;
    }

    private @Nullable CompiledWrite compile(
            Directive directive, Verb verb, Target target, StoredType type) {
        var before = problems.count();
        var list = Directives.text(directive, "each");
        var each = list == null ? null : each(location(list));
        if (list != null && each == null) {
            return null;
        }
        var scope = arguments.ofWrite(scope(each));
        var condition =
                new WriteCondition(shapes, problems, coordinate)
                        .compile(directive, verb, type, scope);
        var onFail = Directives.string(directive, "onFail");
        var frame = new Frame(directive, verb, target, type, scope, each, condition, onFail);
        var draft =
                switch (verb) {
                    case PUT -> put(frame);
                    case UPDATE -> update(frame);
                    case DELETE -> delete(frame);
                    case CHECK -> check(frame);
                };
        if (draft != null && each != null && list != null) {
            each.checkApart(draft, location(list));
        }
        return problems.count() == before ? draft : null;
    }

    private ExpressionLocation location(Text text) {
        return new ExpressionLocation(problems, text, coordinate);
    }

    private Repetitions.@Nullable Compiled each(ExpressionLocation location) {
        var values = new ValueBinder(arguments.ofWrite(given), location);
        return Repetitions.compile(values, lists, location);
    }

    private WriteScope scope(Repetitions.@Nullable Compiled each) {
        return each == null
                ? given
                : given.withEach(
                        each.element(), each.read() == null ? new HashSet<>() : each.read().used());
    }

    private @Nullable CompiledWrite put(Frame frame) {
        var location = location(Directives.required(frame.directive(), "item"));
        if (frame.isUpsert() && frame.type().version() != null) {
            problems.report(
                    frame.directive(),
                    coordinate,
                    "a put that replaces an item would set its version back to 1",
                    "use update with upsert: true, or remove upsert");
        }
        var item = new PutItems(forms, frame.type(), frame.scope(), location).compile();
        return item == null
                ? null
                : new CompiledWrite(
                        frame.directive(),
                        new Write.Put(
                                frame.type(),
                                item.item(),
                                frame.isUpsert(),
                                frame.condition(),
                                frame.onFail(),
                                frame.repetition(item.key().values())),
                        item.key());
    }

    private @Nullable CompiledWrite update(Frame frame) {
        var location = location(Directives.required(frame.directive(), "expression"));
        var named = item(frame);
        var updates = new Updates(forms, frame.type(), frame.scope(), location, frame.isUpsert());
        var compiled = updates.compile();
        if (named == null || compiled == null) {
            return null;
        }
        compiled.growing().stream()
                .sorted()
                .forEach(field ->
                        problems.notice(
                                location.text(),
                                coordinate,
                                "the update can make `%s` grow without a limit, so an item can"
                                                .formatted(field)
                                        + " exceed itemSize and cost more than its bound",
                                "SET it as a whole from a value with @constraint(maxLength:) or (maxItems:)"));
        var draft =
                new CompiledWrite(
                        frame.directive(),
                        new Write.Update(
                                frame.type(),
                                named,
                                compiled.expression(),
                                frame.isUpsert(),
                                isVersioned(frame),
                                null,
                                null,
                                Map.of(),
                                frame.condition(),
                                frame.onFail(),
                                frame.repetition(key(frame, named).values())),
                        key(frame, named));
        var keys =
                new IndexKeyFreshness(
                        frame.type(),
                        draft.key(),
                        frame.isUpsert() ? null : seen(frame, draft.key()),
                        compiled.changes(),
                        location);
        if (frame.isUpsert() && !updates.isWhole(compiled.changes())) {
            return null;
        }
        return draft.knowing(frame.isUpsert() ? keys.ofUpsert() : keys.ofUpdate());
    }

    private boolean isVersioned(Frame frame) {
        if (!Directives.isFalse(frame.directive(), "versioned")) {
            return true;
        }
        if (frame.type().version() == null) {
            problems.report(
                    frame.directive(),
                    coordinate,
                    "`%s` has no version".formatted(frame.type().name()),
                    "remove versioned: false");
        } else if (frame.isUpsert()) {
            problems.report(
                    frame.directive(),
                    coordinate,
                    "an upsert can create the item, and with it the version",
                    "remove upsert or versioned: false");
        }
        return false;
    }

    private @Nullable CompiledWrite delete(Frame frame) {
        var named = item(frame);
        return named == null
                ? null
                : new CompiledWrite(
                        frame.directive(),
                        new Write.Delete(
                                frame.type(),
                                named,
                                null,
                                null,
                                frame.condition(),
                                frame.onFail(),
                                frame.repetition(key(frame, named).values())),
                        key(frame, named));
    }

    private @Nullable CompiledWrite check(Frame frame) {
        var named = item(frame);
        return named == null
                ? null
                : new CompiledWrite(
                        frame.directive(),
                        new Write.Check(
                                frame.type(),
                                named,
                                null,
                                frame.condition(),
                                frame.onFail(),
                                frame.repetition(key(frame, named).values())),
                        key(frame, named));
    }

    private Source.@Nullable ItemRead item(Frame frame) {
        var location = location(Directives.orEmpty(frame.directive(), "key"));
        var named = NamedItem.read(frame.target(), frame.scope(), location);
        if (named != null && seen(frame, key(frame, named)) == null) {
            NamedItem.checkRules(frame.type(), named, location);
        }
        return named;
    }

    /// Returns the values of the item's fields if the mutation has read the item before, or null.
    private @Nullable Function<String, Value> seen(Frame frame, Map<String, Value> key) {
        var read = given.read();
        if (frame.each() == null) {
            return read != null && read.names(frame.type(), key) ? given::see : null;
        }
        var list = frame.each().read();
        return list != null && list.names(frame.type(), key) ? list::see : null;
    }

    private static Map<String, Value> key(Frame frame, Source.ItemRead named) {
        return NamedItem.key(frame.type(), named);
    }
}
