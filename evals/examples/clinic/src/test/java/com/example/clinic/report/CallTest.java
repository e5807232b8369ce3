package com.example.clinic.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallTest {

    @Test
    void keepsTheNumberAsItIsWritten() {
        String telephone = "0113 496 0003";
        assertThat(new CallListReport.Call("Hill", telephone, "Rex").number()).isEqualTo(telephone);
    }
}
