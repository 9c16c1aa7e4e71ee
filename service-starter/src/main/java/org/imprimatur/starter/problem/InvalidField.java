package org.imprimatur.starter.problem;

/**
 * One thing that is wrong with the input.
 *
 * @param pointer where: an RFC 6901 JSON pointer into the body, or the name of a parameter or header
 * @param message what, as a sentence for the person who sent it
 */
public record InvalidField(String pointer, String message) {}
