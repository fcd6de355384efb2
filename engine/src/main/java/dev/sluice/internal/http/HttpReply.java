// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Code;

import java.util.List;

/// An HTTP response together with what telemetry is told of it.
record HttpReply(HttpResponse response, List<Code> codes) {}
