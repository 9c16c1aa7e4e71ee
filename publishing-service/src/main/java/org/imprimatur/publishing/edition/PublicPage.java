package org.imprimatur.publishing.edition;

import org.jspecify.annotations.Nullable;

/** A path's answer: status, target of a redirect, and the bytes. */
public record PublicPage(String path, int status, @Nullable String location, Sheet sheet) {}
