// SPDX-License-Identifier: Apache-2.0
/// What the data fetchers of one request share.
@NullMarked
package dev.sluice.internal.request;

import org.jspecify.annotations.NullMarked;
