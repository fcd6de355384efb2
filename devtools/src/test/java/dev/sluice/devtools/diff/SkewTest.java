// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.infrastructure.InfrastructureChange;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.testing.SharedDynamoDb;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Two versions of an API write and read one table by turns, as in a canary, and the earlier one
/// runs alone again at the end, as after a rollback. `sluice diff` must have reported each change
/// with which one version does not read, find or authorize what the other one wrote.
class SkewTest {
    private static final boolean IS_THOROUGH = Boolean.getBoolean("sluice.thorough");

    /// The changes that nothing needs to refuse, and that `sluice diff` refuses all the same.
    private static final int MOST_NEEDLESS = 2;

    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @Test
    void diff_reports_each_change_with_which_two_versions_fail_on_one_table() {
        var missed = new ArrayList<String>();
        var needless = new ArrayList<String>();
        var changes = IS_THOROUGH ? SkewChanges.all() : SkewChanges.sample();
        var failing = 0;
        for (var change : changes) {
            var earlier = new DeployedVersion(change.earlier(), client);
            var later = new DeployedVersion(change.later(), client);
            var failures = run(earlier, later, change.seed());
            var stored = StoredChanges.of(earlier.catalog, later.catalog);
            var refused =
                    !InfrastructureChange.between(earlier.catalog, later.catalog)
                                    .refused()
                                    .isEmpty()
                            || stored.stream().anyMatch(each -> each.level() == Level.BREAKING);
            if (failures.isEmpty() && refused) {
                needless.add(change.name() + ": " + stored);
            }
            if (!failures.isEmpty()) {
                failing++;
                if (stored.isEmpty() && !refused) {
                    missed.add(change.name() + ": " + failures.getFirst());
                }
            }
        }
        System.out.printf(
                "%d changes, %d of them fail: %d missed, %d refused without need %s%n",
                changes.size(), failing, missed.size(), needless.size(), needless);
        assertThat(changes).hasSizeGreaterThanOrEqualTo(IS_THOROUGH ? 40 : 10);
        assertThat(failing).isGreaterThan(changes.size() / 4);
        assertThat(missed).isEmpty();
        assertThat(needless).hasSizeLessThanOrEqualTo(MOST_NEEDLESS);
    }

    @Test
    void equal_versions_never_fail() {
        var version = new DeployedVersion(SkewChanges.BASE, client);

        assertThat(run(version, version, 7)).isEmpty();
    }

    private static List<String> run(DeployedVersion earlier, DeployedVersion later, long seed) {
        var endpoint = new Endpoint(dynamoDb.endpoint());
        return new SkewRun(client, endpoint, earlier, later, new Random(seed)).failures();
    }
}
