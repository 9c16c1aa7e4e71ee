package org.imprimatur.starter.open;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** The content types that answers come in, encoded once. */
public final class Types {
    public static final HttpField JSON = type("application/json");
    public static final HttpField HTML = type("text/html;charset=utf-8");
    public static final HttpField TEXT = type("text/plain;charset=utf-8");
    public static final HttpField SCRIPT = type("text/javascript;charset=utf-8");
    public static final HttpField OCTETS = type("application/octet-stream");

    private Types() {}

    private static HttpField type(String type) {
        return new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type);
    }
}
