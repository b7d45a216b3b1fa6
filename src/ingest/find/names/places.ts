const COUNTRIES = phrases(`
Afghanistan, Albania, Algeria, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahrain, Bangladesh, Belarus, Belgium, Benin,
Bolivia, Bosnia, Botswana, Brazil, Britain, Bulgaria, Burundi, Cambodia, Cameroon, Canada, Chad, Chile, China, Colombia, Congo, Costa Rica,
Croatia, Cuba, Cyprus, Czech Republic, Czechia, Denmark, Dominican Republic, Ecuador, Egypt, El Salvador, England, Eritrea, Estonia,
Ethiopia, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Greenland, Guatemala, Guinea, Haiti, Honduras, Hungary, Iceland,
India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan,
Laos, Latvia, Lebanon, Liberia, Libya, Lithuania, Luxembourg, Macedonia, Madagascar, Malawi, Malaysia, Mali, Malta, Mauritania, Mexico,
Moldova, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria,
North Korea, Northern Ireland, Norway, Oman, Pakistan, Palestine, Panama, Paraguay, Peru, Philippines, Poland, Portugal, Qatar, Romania,
Russia, Rwanda, Saudi Arabia, Scotland, Senegal, Serbia, Sierra Leone, Singapore, Slovakia, Slovenia, Somalia, South Africa, South Korea,
South Sudan, Soviet Union, Spain, Sri Lanka, Sudan, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Tibet, Togo,
Tunisia, Turkey, Turkmenistan, Uganda, Ukraine, United Arab Emirates, United Kingdom, United States, United States of America, Uruguay,
Uzbekistan, Venezuela, Vietnam, Wales, Yemen, Zambia, Zimbabwe, America, U.S., U.S.A., US, USA, U.K., UK, UAE, U.A.E.`);
const CITIES = phrases(`
Aleppo, Algiers, Amsterdam, Ankara, Athens, Atlanta, Austin, Baghdad, Baku, Baltimore, Bangkok, Barcelona, Beijing, Beirut, Belfast,
Belgrade, Benghazi, Berlin, Bern, Birmingham, Bogota, Bonn, Boston, Bratislava, Brussels, Bucharest, Budapest, Buenos Aires, Buffalo,
Cairo, Calgary, Canberra, Cape Town, Caracas, Charlotte, Chicago, Cincinnati, Cleveland, Cologne, Copenhagen, Dallas, Damascus, Delhi,
Denver, Detroit, Dhaka, Doha, Donetsk, Dresden, Dubai, Dublin, Edinburgh, Florence, Frankfurt, Gaza, Gaza City, Geneva, Glasgow, Hague,
Hamburg, Hanoi, Havana, Helsinki, Hong Kong, Houston, Indianapolis, Islamabad, Istanbul, Jakarta, Jerusalem, Johannesburg, Kabul,
Kansas City, Karachi, Kharkiv, Khartoum, Kiev, Kyiv, Lagos, Las Vegas, Leeds, Leipzig, Lima, Lisbon, Liverpool, Ljubljana, London,
Los Angeles, Lyon, Madrid, Managua, Manchester, Manila, Marseille, Melbourne, Memphis, Miami, Milan, Milwaukee, Minneapolis, Minsk,
Mogadishu, Montreal, Moscow, Mosul, Mumbai, Munich, Nairobi, Naples, Nashville, New Delhi, New Orleans, New York City, New York, Nice,
Odesa, Orlando, Osaka, Oslo, Ottawa, Paris, Philadelphia, Phoenix, Pittsburgh, Podgorica, Prague, Pristina, Pyongyang, Quito, Ramallah,
Reykjavik, Riga, Rio de Janeiro, Riyadh, Rome, Rotterdam, Sacramento, Salt Lake City, San Antonio, San Diego, San Francisco, San Jose,
Santiago, Sao Paulo, Sarajevo, Seattle, Seoul, Shanghai, Skopje, Sofia, St. Louis, St. Petersburg, Stockholm, Sydney, Taipei, Tallinn, Tampa,
Tbilisi, Tehran, Tel Aviv, Tijuana, Tirana, Tokyo, Toronto, Tripoli, Tunis, Turin, Vancouver, Venice, Vienna, Vilnius, Warsaw, Washington,
Washington DC, Washington D.C., Yerevan, Zagreb, Zurich`);
const REGIONS = phrases(`
Africa, Alabama, Alaska, Alberta, Antarctica, Arctic, Arizona, Arkansas, Asia, Balkans, Bavaria, Brooklyn, California, Caribbean, Caucasus,
Central America, Connecticut, Crimea, D.C., DC, Delaware, Donbas, East Asia, Eastern Europe, Europe, Far East, Florida, Gaza Strip, Hawaii,
Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Latin America, Louisiana, Luhansk, Maine, Manhattan, Maryland, Massachusetts,
Mediterranean, Michigan, Middle East, Midwest, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New England, New Hampshire,
New Jersey, New Mexico, North America, North Carolina, North Dakota, Ohio, Oklahoma, Ontario, Oregon, Pennsylvania, Puerto Rico, Quebec,
Rhode Island, Scandinavia, Siberia, South America, South Carolina, South China Sea, South Dakota, Southeast Asia, Tennessee, Texas, Utah,
Vermont, Virginia, West Bank, West Virginia, Western Europe, Wisconsin, Wyoming, Capitol Hill, Wall Street, Oval Office, Silicon Valley,
Black Sea, Baltic Sea, Persian Gulf, Donetsk Oblast`);

const PLACES = new Set([...COUNTRIES, ...CITIES, ...REGIONS]);
const PLACE_HEADS = new Set(
  'airport avenue base bay beach boulevard bridge camp cape castle cemetery city county creek district forest harbor hills island islands lake mount mountain mountains ocean oblast park peninsula plaza port prefecture province region river road sea square station street town valley village haven dam lane reservoir gorge canyon lighthouse pier wharf glacier strait gulf cove bluff ridge hollow heights junction airfield estuary lagoon marsh moor glen brae firth fjord terrace highway motorway falls springs plateau desert coast inn tavern stadium arena tower towers palace monastery abbey barracks prison jail gardens market quay ghetto'.split(
    ' ',
  ),
);

const PLACE_OPENINGS = new Set('lake mount port fort camp cape river loch isle st'.split(' '));

const DEMONYMS = new Set(
  `afghan african albanian algerian american arab argentine armenian asian australian austrian azerbaijani bangladeshi belarusian belgian bosnian
brazilian british bulgarian cambodian canadian chilean chinese colombian croatian cuban cypriot czech danish dutch egyptian emirati english
estonian ethiopian european filipino finnish french georgian german greek haitian hungarian icelandic indian indonesian iranian iraqi irish
israeli italian jamaican japanese jordanian kazakh kenyan korean kosovar kurdish kuwaiti latvian lebanese libyan lithuanian macedonian
malaysian maltese mexican moldovan montenegrin moroccan nepali nigerian norwegian omani pakistani palestinian peruvian polish portuguese
qatari romanian russian rwandan saudi scottish senegalese serbian singaporean slovak slovenian somali soviet spanish sudanese swedish swiss
syrian taiwanese thai tibetan tunisian turkish ugandan ukrainian uzbek venezuelan vietnamese welsh yemeni zimbabwean western eastern
christian muslim jewish catholic protestant islamic sunni shiite hispanic latino democratic republican`.split(
    /\s+/,
  ),
);

export function isPlaceName(name: string): boolean {
  return PLACES.has(name.toLowerCase());
}

export function isCountry(name: string): boolean {
  return COUNTRIES.has(name.toLowerCase());
}

/** "Lake", "County", "Airport": a name with such a word at its end or start is a place. */
export function isPlaceHead(word: string): boolean {
  return PLACE_HEADS.has(word.toLowerCase());
}

/** "Lake", "River", "St": a name of several words that opens with such a word is a place. */
export function isPlaceOpening(word: string): boolean {
  return PLACE_OPENINGS.has(word.toLowerCase());
}

/** "Russian", "Republican": tells where somebody belongs, names nobody. */
export function isDemonym(word: string): boolean {
  const lower = word.toLowerCase();
  return DEMONYMS.has(lower) || (lower.endsWith('s') && DEMONYMS.has(lower.slice(0, -1)));
}

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' ').toLowerCase()));
}
