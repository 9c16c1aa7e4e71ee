package org.imprimatur.localstack.client;

/** An answer that isn't what the journey needed; the message quotes it. */
public final class UnexpectedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 600;

    UnexpectedAnswerException(Answer answer, String wanted) {
        super(answer.request() + " was answered with status " + answer.status() + " where " + wanted
                + " was expected: " + quote(answer.text().strip()));
    }

    private static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + " …";
    }
}
