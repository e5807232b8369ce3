package training;

import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import javax.persistence.criteria.Root;
import org.springframework.jdbc.core.JdbcTemplate;

@RestController
class OwnerController implements Dialled {
    private final Owners owners;
    private final OwnerService service = new OwnerService();

    @GetMapping("/owners")
    public List<String> list(String telephone) {
        owners.findByTelephone(telephone).forEach(owner -> owner.getCity().getOwners().size());
        return service.telephones(telephone);
    }

    @Override
    public void dial(Owner owner) {
        for (Owner each : owner.getCity().getOwners()) {
            service.save(each, "telephone");
        }
    }

    public static void main(String[] arguments) {
        new OwnerController().list(arguments[0]);
    }
}

interface Dialled {
    void dial(Owner owner);
}

@Service
class OwnerService {
    private static final String TABLE = "owners";
    private static final String ALL = "select id, telephone from " + TABLE;
    private JdbcTemplate template;
    private EntityManager manager;

    List<String> telephones(String telephone) {
        StringBuilder sql = new StringBuilder(ALL);
        if (telephone != null) {
            sql.append(" where telephone = ?");
        }
        String count = String.format("select count(*) from %s where telephone = '%s'", TABLE, telephone);
        template.queryForObject(count, Integer.class);
        return template.query(sql.toString(), (ResultSet row, int at) -> row.getString("telephone"), telephone);
    }

    void save(Owner owner, String column) {
        if (owner instanceof Owner known && known.getTelephone() == null) {
            owner.setTelephone(column == null ? "none" : owner.getTelephone().trim());
        }
        template.update("update owners set " + column + " = ? where id = ?", owner.getTelephone(), owner.id);
        template.update("insert into owners (telephone, note) values (?, ?)", Map.of("telephone", owner.getTelephone()));
        manager.createQuery(Owner.BY_CITY, Owner.class).setParameter("title", "").getResultList();
        manager.createNativeQuery("delete from owners where telephone = :t").executeUpdate();
        manager.persist(owner);
    }

    List<Owner> criteria(CriteriaBuilder builder, CriteriaQuery<Owner> query) {
        Root<Owner> root = query.from(Owner.class);
        return manager.createQuery(query.where(builder.equal(root.get("telephone"), "1"))).getResultList();
    }

    OwnerView view(Owner owner) {
        return List.of(owner).stream().map(Owner::getTelephone).map(OwnerView::new).findFirst().get();
    }
}

record OwnerView(@JsonProperty("telephone") String telephone) {}
