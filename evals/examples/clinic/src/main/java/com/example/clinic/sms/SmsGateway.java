package com.example.clinic.sms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Speaks to the text-message provider, whose own JSON has a telephone too. */
@Component
public class SmsGateway {

    private final RestClient client;

    public SmsGateway(@Value("${clinic.sms.url}") String url) {
        this.client = RestClient.create(url);
    }

    public String send(String number, String text) {
        String telephone = number.startsWith("+") ? number : "+44" + number.substring(1);
        JsonNode receipt = client.post()
                .body(Map.of("telephone", telephone, "text", text))
                .retrieve()
                .body(JsonNode.class);
        return receipt == null ? telephone : receipt.path("telephone").asText();
    }
}
