package org.imprimatur.starter.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body over the limit, its length declared or not. What is over the limit is read and dropped, up to
 * {@value #DROPPED} bytes: a client that is still sending when the connection closes never sees the answer.
 */
final class BodyLimitFilter extends OncePerRequestFilter {
    private static final int DROPPED = 16 << 20;
    private static final String EXCEEDED = BodyLimitFilter.class.getName() + ".exceeded";

    private final long limit;
    private final ProblemDocuments documents;

    BodyLimitFilter(DataSize limit, ProblemDocuments documents) {
        this.limit = limit.toBytes();
        this.documents = documents;
    }

    static boolean wasExceeded(WebRequest request) {
        return request.getAttribute(EXCEEDED, RequestAttributes.SCOPE_REQUEST) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            if (request.getContentLengthLong() > DROPPED) {
                response.setHeader("Connection", "close");
            } else {
                drop(request.getInputStream());
            }
            documents.write(response, Problem.TOO_LARGE, "At most " + limit + " bytes are taken here.");
            return;
        }
        boolean undeclared = request.getContentLengthLong() < 0;
        chain.doFilter(undeclared ? new CountingRequest(request) : request, response);
    }

    private static void drop(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int dropped = 0;
        for (int read = 0; read >= 0 && dropped < DROPPED; read = body.read(buffer)) {
            dropped += read;
        }
    }

    private final class CountingRequest extends HttpServletRequestWrapper {
        CountingRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountingStream(super.getInputStream(), this);
        }
    }

    private final class CountingStream extends ServletInputStream {
        private final ServletInputStream source;
        private final HttpServletRequest request;
        private long count;

        CountingStream(ServletInputStream source, HttpServletRequest request) {
            this.source = source;
            this.request = request;
        }

        @Override
        public int read() throws IOException {
            int value = source.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = source.read(target, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            count += read;
            if (count > limit) {
                request.setAttribute(EXCEEDED, true);
                drop(source);
                throw new IOException("Body over " + limit + " bytes");
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
