package org.imprimatur.localstack.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.Progress;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.process.StackException;
import org.jspecify.annotations.Nullable;

/** The walk of {@code ./imprimatur demo} over a running stack. */
public final class Demo {
    private final LocalStack stack;
    private final Path verifier;
    private final PrintStream out;

    /** @param verifier transparency-log's jar */
    public Demo(LocalStack stack, Path verifier, PrintStream out) {
        this.stack = stack;
        this.verifier = verifier;
        this.out = out;
    }

    /**
     * Takes every step; the first one that fails ends it with an exception whose message tells the step.
     *
     * @param file a Markdown file with front matter; null for the articles that come with the project
     * @param folder receives what the visitor keeps: records, receipt and the log's public key
     */
    public void run(@Nullable Path file, Path folder) {
        List<ArticleFile> articles = file == null ? SampleArticles.all() : List.of(read(file));
        Http http = new Http();
        Steps steps = new Steps(Progress.printed(out));
        ArticleWalk walk = new ArticleWalk(stack, http, steps);

        out.println("\nAn article, from its draft to its readers:");
        String page = walk.withEveryStep(articles.getFirst());
        if (articles.size() > 1) {
            out.println("\nAnd one for each of the other sections:");
            articles.subList(1, articles.size()).forEach(walk::quickly);
        }
        out.println("\nA choice, from the visitor to the auditor:");
        new ConsentWalk(stack, http, verifier, steps).run(page.substring(stack.addresses().site().length()), folder);

        out.println("\nWhat the visitor keeps is in " + folder + ". Pages to open:");
        out.println("  " + stack.addresses().site() + "/");
        out.println("  " + page);
        out.println("  " + stack.addresses().site() + "/consent/choices");
    }

    private static ArticleFile read(Path file) {
        try {
            return ArticleFile.parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new StackException("there is no file " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
