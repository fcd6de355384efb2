// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.MatrixWorld.Asker;
import dev.sluice.MatrixWorld.Thing;
import dev.sluice.testing.Api;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Every caller requests every item on every path. Each readable field of an item has its own
/// canary, so that a value that leaks is found wherever it appears.
class AuthorizationMatrixTest {
    private static final Pattern CANARY = Pattern.compile("canary-[a-z]+-[a-z0-9]+");

    /// Callers take turns, so all of them send the same document to one instance.
    @Test
    void each_caller_sees_what_is_theirs_and_the_rest_is_as_if_it_did_not_exist() {
        int cells = 0;
        int allowed = 0;
        try (var api = Api.of(Schemas.read("matrix.graphqls"))) {
            MatrixWorld.fill(api);
            for (var path : MatrixPath.PATHS) {
                for (var thing : MatrixWorld.THINGS) {
                    if (!path.types().contains(thing.type())) {
                        continue;
                    }
                    var before = allowed;
                    for (var asker : MatrixWorld.ASKERS) {
                        check(api, path, thing, asker);
                        cells++;
                        allowed += path.opens().test(asker, thing) ? 1 : 0;
                    }
                    assertThat(allowed).as("%s by %s", thing, path.name()).isGreaterThan(before);
                }
            }
        }
        System.out.printf("authorization matrix: %d cells, %d of them allowed%n", cells, allowed);
        assertThat(cells).isEqualTo(generated());
        assertThat(allowed).isBetween(cells / 10, cells / 2);
    }

    private static void check(Api api, MatrixPath path, Thing thing, Asker asker) {
        var query = path.query().apply(thing);
        var cell = "%s asks for %s by %s: %s".formatted(asker, thing.id(), path.name(), query);
        api.wire().reset();
        var answer = api.plain(asker.who(), query);
        var requests = api.wire().operations();
        var everything = answer.text() + answer.headers();

        assertThat(canaries(everything)).as(cell).isSubsetOf(visible(asker));
        if (path.opens().test(asker, thing)) {
            assertThat(answer.errors()).as(cell).isEmpty();
            assertThat(everything).as(cell).contains(thing.canary());
            return;
        }
        assertThat(everything).as(cell).doesNotContain(thing.canary());
        if (!path.mixed() || (canaries(everything).isEmpty() && answer.errors().isEmpty())) {
            api.wire().reset();
            var missing = api.plain(asker.who(), path.query().apply(thing.never()));
            assertThat(answer.text()).as(cell).isEqualTo(missing.text());
            assertThat(answer.headers()).as(cell).isEqualTo(missing.headers());
            if (!isOwnInAnotherTenant(asker, thing)) {
                assertThat(requests).as(cell).isEqualTo(api.wire().operations());
            }
        }
    }

    /// The caller requests their own list, which is empty in their own tenant.
    private static boolean isOwnInAnotherTenant(Asker asker, Thing thing) {
        return asker.sub().equals(thing.owner()) && !asker.tenant().equals(thing.tenant());
    }

    private static Set<String> canaries(String text) {
        return CANARY.matcher(text)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> visible(Asker asker) {
        return MatrixWorld.THINGS.stream()
                .filter(thing -> MatrixWorld.sees(asker, thing))
                .map(Thing::canary)
                .collect(Collectors.toSet());
    }

    private static long generated() {
        return MatrixPath.PATHS.stream()
                .mapToLong(path ->
                        MatrixWorld.THINGS.stream()
                                        .filter(thing -> path.types().contains(thing.type()))
                                        .count()
                                * MatrixWorld.ASKERS.size())
                .sum();
    }
}
