package io.filestore.sample.web;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyTests {

    private static MockHttpServletRequest request(int bytes, long announced) {
        MockHttpServletRequest request = new MockHttpServletRequest() {

            @Override
            public long getContentLengthLong() {
                return announced;
            }

        };
        request.setContent(new byte[bytes]);
        return request;
    }

    @Test
    void bodyMayHaveAsManyBytesAsAreAdmittedWhetherAnnouncedOrNot() throws IOException {
        assertThat(Body.read(request(10, 10), 10)).hasSize(10);
        assertThat(Body.read(request(10, -1), 10)).hasSize(10);
        assertThat(Body.read(request(0, 0), 10)).isEmpty();
    }

    @Test
    void oneByteMoreIsTooMuchWhetherAnnouncedOrNot() {
        for (long announced : new long[] { 11, -1 }) {
            assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> Body.read(request(11, announced), 10))
                .satisfies((ex) -> assertThat(ex.getBody().getDetail()).contains("larger than 10 bytes"));
        }
    }

    @Test
    void nothingIsReadOfABodyThatAnnouncesTooMuch() throws IOException {
        MockHttpServletRequest request = request(5, 11);
        assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> Body.read(request, 10));
        assertThat(request.getInputStream().readAllBytes()).hasSize(5);
    }

}
