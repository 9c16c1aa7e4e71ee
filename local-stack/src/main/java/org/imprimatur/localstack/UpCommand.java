package org.imprimatur.localstack;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.imprimatur.localstack.identity.Person;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the stack and keeps it up until Ctrl-C. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts the stack and keeps it up until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        System.out.println("Starting the stack:");
        Progress progress = Progress.printed(System.out);
        LocalStack stack = LocalStack.startUntilExit(options.settings(), progress);
        System.out.printf("The stack is up after %.1f s. Data: %s%n%n", (System.nanoTime() - begun) / 1e9,
                options.settings().data());
        print(stack.addresses());
        new Watch(stack, progress).begin();
        new CountDownLatch(1).await();
        return 0;
    }

    private static void print(Addresses addresses) {
        System.out.printf("""
                  public site         %s/
                  content-service     %s/api/v1/articles
                  visitors' choices   %s/consent/choices
                  consent, staff      %s/api/v1/records
                  publishing, staff   %s/api/v1/editions
                  identity            %s

                Who can sign in (the password is the name; ./imprimatur token NAME prints a token):
                """, addresses.site(), addresses.content(), addresses.site(), addresses.compliance(),
                addresses.publishing(),
                addresses.identity());
        for (Person person : Person.newsroom()) {
            System.out.printf("  %-8s %s%n", person.name(), String.join(", ", person.roles()));
        }
        System.out.println("\nCtrl-C stops everything and keeps the data.");
    }
}
