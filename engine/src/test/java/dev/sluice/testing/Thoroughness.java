// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// How many cases of a property a test tries, and which. Every build tries one sample, so that what
/// fails is due to the change. The profile `thorough` (`mvn -B -P thorough verify`) tries more
/// cases, by a new seed that it prints.
public final class Thoroughness {
    private static final boolean ALL = Boolean.getBoolean("sluice.thorough");

    private static final long SEED = ALL ? newSeed() : 0;

    private Thoroughness() {}

    private static long newSeed() {
        var seed = Long.getLong("sluice.seed", System.nanoTime());
        System.out.println("sluice.seed=" + seed);
        return seed;
    }

    /// Returns the given seed in a sample, and another one in each thorough run.
    public static long seed(long sample) {
        return SEED + sample;
    }

    public static int cases(int sample, int all) {
        return ALL ? all : sample;
    }

    /// Returns one case of every `share`, chosen by the seed, or all cases.
    public static <T> List<T> sample(List<T> cases, int share, long seed) {
        var random = new Random(seed);
        var sample = new ArrayList<T>();
        for (int from = 0; from < cases.size(); from += cases(share, 1)) {
            int size = Math.min(cases(share, 1), cases.size() - from);
            sample.add(cases.get(from + random.nextInt(size)));
        }
        return sample;
    }
}
