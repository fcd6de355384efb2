// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.identity.Identity;
import dev.sluice.devtools.identity.SigningKey;
import dev.sluice.devtools.identity.TokenMinter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `sluice token`: a JWT alone on stdout.
@Command(
        name = "token",
        description = "Print a token that `sluice serve` accepts, valid for an hour.")
final class TokenCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--sub",
            paramLabel = "ID",
            required = true,
            description = "The subject: the caller that the token is for.")
    private String subject = "";

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "A group that the subject is in. Repeatable.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "A scope that the token has. Repeatable.")
    private List<String> scopes = new ArrayList<>();

    @Option(
            names = "--claim",
            paramLabel = "NAME=VALUE",
            description = "Another claim. Repeatable; a repeated name gives a list.")
    private List<String> claims = new ArrayList<>();

    @Override
    public Integer call() {
        var identity = new Identity(subject, groups, scopes, Identity.claims(claims));
        var minter = new TokenMinter(SigningKey.in(Home.state()), Clock.systemUTC());
        spec.commandLine().getOut().println(minter.mint(identity));
        return ExitCode.DONE;
    }
}
