\restrict AbC123

SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE SCHEMA billing;

CREATE TABLE billing.invoices (
    id integer NOT NULL,
    number character varying(20) DEFAULT 'none'::character varying,
    paid_at timestamp(3) with time zone
);

CREATE SEQUENCE billing.invoices_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE billing.invoices_id_seq OWNED BY billing.invoices.id;
ALTER TABLE ONLY billing.invoices ALTER COLUMN id SET DEFAULT nextval('billing.invoices_id_seq'::regclass);

CREATE TABLE public.customers (id bigint NOT NULL, invoice_id integer);

COPY billing.invoices (id, number) FROM stdin;
1	A;1
2	it's
\.

ALTER TABLE ONLY billing.invoices ADD CONSTRAINT invoices_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES billing.invoices(id) DEFERRABLE;

\unrestrict AbC123
