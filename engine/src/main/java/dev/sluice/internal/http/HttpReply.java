// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Code;

import java.util.List;

/// An HTTP response, and its error codes for telemetry.
record HttpReply(HttpResponse response, List<Code> codes) {}
