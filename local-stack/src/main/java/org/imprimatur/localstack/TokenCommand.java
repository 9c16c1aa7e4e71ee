package org.imprimatur.localstack;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints an access token, and nothing else, on standard output. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Prints an access token of one of the newsroom's people.")
final class TokenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "anna, erik, edith, lena, carl or ada")
    private String name = "";

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() {
        System.out.println(RunningStack.over(options.settings().data()).token(name));
        return 0;
    }
}
