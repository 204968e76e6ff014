package io.filestore.sample.web;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What is told of requests that Tomcat has refused, without a server. */
class ProblemValveTests {

    private final MockHttpServletResponse sent = new MockHttpServletResponse();

    private final Response response = mock(Response.class);

    @BeforeEach
    void connect() throws IOException {
        given(this.response.getOutputStream()).willReturn(this.sent.getOutputStream());
        given(this.response.setErrorReported()).willReturn(true);
    }

    private String report(int status) throws IOException {
        given(this.response.getStatus()).willReturn(status);
        new ProblemValve(JsonMapper.shared()).report(mock(Request.class), this.response, null);
        return this.sent.getContentAsString();
    }

    @ParameterizedTest
    @CsvSource({ "400, cannot read this request", "499, cannot read this request", "500, log says why",
            "503, log says why", "501, no Transfer-Encoding but chunked", "505, Use HTTP/1.1" })
    void detailSaysWhoseFaultItIs(int status, String detail) throws IOException {
        assertThat(report(status)).contains("\"status\":" + status, detail);
    }

    @Test
    void whatIsNoErrorIsLeftAlone() throws IOException {
        assertThat(report(399)).isEmpty();
    }

    @Test
    void whatHasBeenAnsweredInPartIsLeftAlone() throws IOException {
        given(this.response.getContentWritten()).willReturn(1L);
        assertThat(report(400)).isEmpty();
    }

    @Test
    void errorThatIsToldAlreadyIsNotToldAgain() throws IOException {
        given(this.response.setErrorReported()).willReturn(false);
        assertThat(report(400)).isEmpty();
    }

}
