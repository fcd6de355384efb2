// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;

/// The refusals that several steps share.
final class Refusals {
    private Refusals() {}

    static Refusal badRequest(String message) {
        return new Refusal(ErrorCode.BAD_REQUEST, message);
    }
}
