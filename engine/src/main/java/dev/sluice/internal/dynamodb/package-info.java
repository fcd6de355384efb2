// SPDX-License-Identifier: Apache-2.0
/// The reads and writes of one request.
@NullMarked
package dev.sluice.internal.dynamodb;

import org.jspecify.annotations.NullMarked;
