// SPDX-License-Identifier: Apache-2.0
/// How a field reads items: by key, by a list of keys, or one page of a partition.
@NullMarked
package dev.sluice.internal.query;

import org.jspecify.annotations.NullMarked;
