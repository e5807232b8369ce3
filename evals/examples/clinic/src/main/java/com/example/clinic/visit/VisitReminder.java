package com.example.clinic.visit;

import com.example.clinic.owner.Owner;
import com.example.clinic.sms.SmsGateway;
import java.time.LocalDate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds owners of tomorrow's visits by text message. */
@Component
public class VisitReminder {

    private final VisitRepository visits;
    private final SmsGateway sms;

    public VisitReminder(VisitRepository visits, SmsGateway sms) {
        this.visits = visits;
        this.sms = sms;
    }

    @Scheduled(cron = "0 0 17 * * *")
    @Transactional(readOnly = true)
    public void remindOfTomorrow() {
        for (Visit visit : visits.findByDate(LocalDate.now().plusDays(1))) {
            Owner owner = visit.getPet().getOwner();
            sms.send(owner.getTelephone(), "See you tomorrow with " + visit.getPet().getName());
        }
    }
}
